import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./feedback.css";

render(<Bar />, document.body);
