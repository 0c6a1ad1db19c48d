import { render } from "preact";
import { Bar } from "../parts/bar.jsx";
import "./studio.css";

render(<Bar />, document.body);
