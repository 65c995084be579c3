// SPDX-FileCopyrightText: 2026 Duizend contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Small comforts on every page; all of it works without.

// The sheet behind "Meer" closes with Escape and with a tap beside it.
for (const sheet of document.querySelectorAll("details[data-sheet]")) {
  document.addEventListener("click", (event) => {
    if (sheet.open && !sheet.contains(event.target)) sheet.open = false;
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !sheet.open) return;
    sheet.open = false;
    sheet.querySelector("summary").focus();
  });
}

// <button hidden data-print> appears only where a script can print.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A list of errors that came back with the page gets the focus, so it is read out first.
document.querySelector("[data-focus-first]")?.focus();

// Without a connection the page says so, and says that nothing typed is lost. A browser that is on no network says so of a
// server on this very machine too: then that server is asked, until the browser knows better.
const reached = () => fetch("/gezond", { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
for (const notice of document.querySelectorAll("[data-offline]")) {
  let again;
  const tell = async () => {
    clearTimeout(again);
    notice.hidden = navigator.onLine || await reached();
    if (!navigator.onLine) again = setTimeout(tell, 5000);
  };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
}
