// The console begins: draws its first screen into the page.
import { createRoot } from "react-dom/client";

import { App } from "./App";
import { markStyles } from "./nonce";
import "./styles/console.css";

markStyles(document);
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
