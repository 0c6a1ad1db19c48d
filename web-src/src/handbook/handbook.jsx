import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./handbook.css";

render(<Bar />, document.body);
