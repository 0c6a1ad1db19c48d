// Texts that leave the editor by another way than a save.
import { get, post } from "../parts/api.js";
import { readYaml, setAt } from "./yaml-edit.js";

/** Write into pack.yaml that the built-in rule is off. */
export async function turnOff(pack, rule) {
  const found = await get(`/api/studio/file?pack=${encodeURIComponent(pack)}&file=pack.yaml`);
  if (readYaml(found.text).data?.override?.[rule]) return;
  const text = setAt(found.text, ["override", rule], "off");
  await post("/api/studio/save", { pack, file: "pack.yaml", text, digest: found.digest });
}

/** Hand the text to the browser as a file. */
export function download(file, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = file.split("/").pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
