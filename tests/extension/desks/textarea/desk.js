// A desk with a plain textarea: Enter and the button send.
const field = document.getElementById("field");

function send() {
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.textContent = field.value;
  const row = document.createElement("div");
  row.className = "row agent";
  row.append(bubble);
  document.getElementById("list").append(row);
  field.value = "";
}

document.getElementById("send").addEventListener("click", send);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
