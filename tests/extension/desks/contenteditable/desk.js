// A desk with a contenteditable field that holds paragraphs.
document.execCommand("defaultParagraphSeparator", false, "p");
const field = document.getElementById("field");

document.getElementById("send").addEventListener("click", () => {
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.textContent = field.innerText;
  const row = document.createElement("li");
  row.className = "row";
  row.dataset.from = "agent";
  row.append(bubble);
  document.getElementById("list").append(row);
  field.innerHTML = "<p><br></p>";
});
