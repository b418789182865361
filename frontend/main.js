import "./styles/main.css";
import { start as startCharts } from "./modules/chart.js";
import { start as startCheckAll } from "./modules/check_all.js";
import { start as startCopy } from "./modules/copy.js";
import { start as startDisclosures } from "./modules/disclosure.js";
import { start as startEnterMovesOn } from "./modules/enter_moves_on.js";
import { start as startFileDrop } from "./modules/file_drop.js";
import { start as startHtmx } from "./modules/htmx_setup.js";
import { start as startKeptForm } from "./modules/kept_form.js";
import { start as startNamedSignIn } from "./modules/named_sign_in.js";
import { start as startPrint } from "./modules/print.js";
import { start as startRegisterNik } from "./modules/register_nik.js";
import { start as startShare } from "./modules/share.js";
import { start as startSubmitOnce } from "./modules/submit_once.js";
import { start as startSuggestions } from "./modules/suggestions.js";

// Every page works without this file; each module only makes one thing more comfortable.
// They listen on the document, so that parts exchanged by htmx need no starting of their own.
startHtmx();
startCharts();
startCheckAll();
startCopy();
startDisclosures();
startFileDrop();
startKeptForm();
startNamedSignIn();
startPrint();
startRegisterNik();
startShare();
startSubmitOnce();
startSuggestions();
startEnterMovesOn(); // after those that take Enter for themselves
