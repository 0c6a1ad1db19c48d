import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./desk.css";

render(<Bar />, document.body);
