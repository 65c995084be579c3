// SPDX-FileCopyrightText: 2026 Duizend contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Keeps what is typed. A form with data-draft-url is sent there whole, 800 ms after the last keystroke and at most
// 2 s after the first one that is not kept yet. Text lives in this page and on the server, nowhere else in the browser.
//
//   <form data-draft-url="…" data-draft-revision="3">, and anywhere on the page: <p data-draft-status aria-live="polite"
//         data-saved="Bewaard om {time}" data-waiting="…" data-elsewhere="…" data-signed-out="…">
//
// What is sent, form-encoded: every field, draft_revision (rises by one with each attempt) and draft_client (this page).
// Answers: 2xx kept · 409 somebody typed further elsewhere · 401, 403 or a redirect: signed out · anything else: again.

const PAUSE_MS = 800;
const AT_MOST_MS = 2000;
const GIVE_UP_MS = 5000;
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 15000;
const KEEPALIVE_BYTES = 60000; // browsers refuse more than 64 kB after a page has gone

function makeClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function readCsrfToken(form) {
  const field = form.querySelector('input[name="csrfmiddlewaretoken"]');
  return field?.value ?? document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.revision = Number(form.dataset.draftRevision ?? 0);
    this.client = makeClientId();
    this.places = document.querySelectorAll("[data-draft-status]"); // one for a phone, one beside the menu
    this.changes = 0; // rises with every keystroke
    this.kept = 0; // the last of those that the server holds
    this.firstUnsentAt = 0;
    this.lastChangeAt = 0;
    this.timer = 0;
    this.failures = 0;
    this.sending = null;
    this.stopped = false;
  }

  watch() {
    this.form.addEventListener("input", () => this.noticeChange());
    this.form.addEventListener("change", () => this.noticeChange());
    this.form.addEventListener("submit", () => this.stop());
    window.addEventListener("online", () => this.sendSoon(0));
    window.addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
    window.addEventListener("pageshow", () => {
      this.stopped = false; // came back with the browser's own back button
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.stopped && this.failures > 0 && this.isUnkept()) event.preventDefault();
    });
  }

  isUnkept() {
    return this.changes > this.kept;
  }

  noticeChange() {
    if (this.stopped) return;
    const now = performance.now();
    if (!this.isUnkept()) this.firstUnsentAt = now;
    this.lastChangeAt = now;
    this.changes += 1;
    if (this.sending || this.failures > 0) return; // what runs, or waits to run again, takes this along
    const left = Math.max(0, AT_MOST_MS - (now - this.firstUnsentAt));
    this.sendSoon(Math.min(PAUSE_MS, left));
  }

  sendSoon(delay) {
    clearTimeout(this.timer);
    if (!this.stopped && this.isUnkept()) this.timer = setTimeout(() => this.send(), delay);
  }

  makeBody() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") body.append(name, value);
    }
    this.revision += 1;
    body.append("draft_revision", String(this.revision));
    body.append("draft_client", this.client);
    return body.toString();
  }

  request(body, signal) {
    return fetch(this.url, {
      method: "POST",
      body,
      signal,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < KEEPALIVE_BYTES,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-CSRFToken": readCsrfToken(this.form),
        "X-Requested-With": "draft",
      },
    });
  }

  async send() {
    if (this.stopped || this.sending || !this.isUnkept()) return;
    const upTo = this.changes;
    const patience = new AbortController();
    const clock = setTimeout(() => patience.abort(), GIVE_UP_MS);
    this.sending = patience;
    try {
      this.settle(await this.request(this.makeBody(), patience.signal), upTo);
    } catch {
      this.retry();
    } finally {
      clearTimeout(clock);
      this.sending = null;
    }
    if (this.failures === 0 && this.isUnkept()) {
      // A slow server has used up part of the pause already: what was typed meanwhile may not wait for it twice.
      this.firstUnsentAt = performance.now();
      this.sendSoon(Math.max(0, PAUSE_MS - (this.firstUnsentAt - this.lastChangeAt)));
    }
  }

  settle(response, upTo) {
    if (response.ok) {
      this.failures = 0;
      this.kept = Math.max(this.kept, upTo);
      this.show("saved");
      document.dispatchEvent(new Event("draft:kept"));
    } else if (response.status === 409) {
      this.stop();
      this.show("elsewhere");
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      this.retry("signedOut");
    } else {
      this.retry();
    }
  }

  retry(state = "waiting") {
    this.failures += 1;
    this.show(state);
    this.sendSoon(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1)));
  }

  // The page is going: send what is not kept without waiting for an answer.
  flush() {
    if (this.stopped || !this.isUnkept()) return;
    clearTimeout(this.timer);
    const upTo = this.changes;
    this.request(this.makeBody())
      .then((response) => this.settle(response, upTo))
      .catch(() => this.retry());
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  show(state) {
    const time = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" }).format(new Date());
    for (const place of this.places) {
      const words = (place.dataset[state] ?? "").replace("{time}", time);
      const target = place.querySelector("[data-draft-words]") ?? place;
      place.dataset.state = state === "saved" ? "saved" : "waiting";
      if (target.textContent !== words) target.textContent = words; // unchanged words are not read out again
      for (const icon of place.querySelectorAll("[data-when]")) {
        icon.toggleAttribute("hidden", icon.dataset.when !== place.dataset.state);
      }
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form).watch();
