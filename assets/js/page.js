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

// What goes to a printer leaves the house: the log is told who stood on it, whichever way the printing was asked for.
const sealed = document.querySelector('meta[name="sealed-page"]');
if (sealed) {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  addEventListener("beforeprint", () => {
    const body = new URLSearchParams({ page: sealed.content });
    fetch("/afgedrukt", { method: "POST", keepalive: true, headers: { "X-CSRFToken": token }, body }).catch(() => {});
  });
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

// Five minutes before the session ends a dialog says so. It takes the focus and gives it back to the field that had it; closing
// it, also with Escape, is staying. Typing counts as something happening, and so does another page that is open; at the very
// last moment, twelve hours after logging in, there is no staying. When it is over what stood on the page is covered;
// Escape uncovers it, for whoever wants to copy what she typed.
const WARN_MS = 5 * 60 * 1000;
const TELL_MS = 5000;
const ASK_EVERY_MS = 60 * 1000;
for (const dialog of document.querySelectorAll("dialog[data-session-idle]")) {
  const until = Number(dialog.dataset.sessionUntil) * 1000 || Infinity;
  const pages = new BroadcastChannel("duizend-session");
  let endsAt;
  let askedAt = 0;
  let state = "";
  const tell = () => {
    const now = Date.now();
    const last = endsAt === until ? "until" : "idle";
    const found = now >= endsAt ? "ended" : now >= endsAt - WARN_MS ? last : "";
    if (found === state) return;
    state = found;
    dialog.dataset.sessionState = state;
    if (!state) {
      dialog.close();
      return;
    }
    for (const said of dialog.querySelectorAll("[data-session-say]")) {
      said.hidden = !said.dataset.sessionSay.split(" ").includes(state);
    }
    if (!dialog.open) dialog.showModal();
    dialog.querySelector(".nl-button:not([hidden])").focus();
  };
  const begin = (at) => {
    endsAt = Math.min(at + Number(dialog.dataset.sessionIdle) * 1000, until);
    tell();
  };
  const happened = (at = Date.now()) => {
    begin(at);
    pages.postMessage(at);
  };
  const stay = async () => {
    const asked = Date.now();
    askedAt = asked;
    const answer = await fetch(dialog.dataset.sessionAsk, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer?.status === 204) {
      // Counted from the question: a computer may have slept before the answer was read.
      happened(asked);
    } else if (answer?.type === "opaqueredirect") {
      // Led to logging in: logged out meanwhile, on another page or another computer.
      endsAt = 0;
      tell();
    } else if (state === "idle") {
      // Without a connection nothing is known: it is asked again.
      state = "";
    }
  };
  for (const button of dialog.querySelectorAll("button")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (state === "idle") stay();
  });
  document.addEventListener("input", () => {
    if (state !== "ended" && Date.now() - askedAt > ASK_EVERY_MS) stay();
  });
  document.addEventListener("draft:kept", () => happened());
  pages.addEventListener("message", (event) => begin(event.data));
  happened();
  setInterval(tell, TELL_MS);
}
