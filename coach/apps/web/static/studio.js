import{a as m}from"./part-PP4JYCFS.js";import"./part-ZNGKSVOV.js";import{b as o,j as r}from"./part-SGADP726.js";o(r(m,{}),document.body);
