"use strict";
(() => {
  const form = document.querySelector("form");
  if (!form) return;
  const articles = [...document.querySelectorAll("article")];
  const shown = document.querySelector("#shown");
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, article.textContent.toLowerCase());
    return texts.get(article);
  };
  const filter = () => {
    const words = form.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = [...form.querySelectorAll("input[name=severity]:checked")].map((box) => box.value);
    const guideline = form.guideline.value;
    const file = form.file ? form.file.value : "";
    let count = 0;
    for (const article of articles) {
      const has = (article.dataset.severities || "").split(" ").filter(Boolean);
      const fits = (has.length ? has.some((one) => severities.includes(one)) : form.clean.checked)
        && (!guideline || (article.dataset.guidelines || "").split(" ").includes(guideline))
        && (!file || article.dataset.file === file)
        && words.every((word) => textOf(article).includes(word));
      article.hidden = !fits;
      count += fits;
    }
    shown.textContent = `显示 ${count} 条`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== form.search) {
      event.preventDefault();
      form.search.focus();
    }
  });
  filter();
})();
