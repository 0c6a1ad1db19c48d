import{a as m}from"./part-WPIZ2NR7.js";import{c as o,d as r}from"./part-AOS7VOXT.js";o(r(m,{}),document.body);
