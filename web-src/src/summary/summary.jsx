import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./summary.css";

render(<Bar />, document.body);
