import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./mini.css";

render(<Bar />, document.body);
