import{a as o,b as r,c as m}from"./part-UIM4KESD.js";o(r(m,{}),document.body);
