// SPDX-FileCopyrightText: 2026 Duizend contributors
// SPDX-License-Identifier: EUPL-1.2
//
// <button hidden data-copy="id-of-text" data-copied="Gekopieerd" data-not-copied="…">: appears when scripts run.
// Without it the text can still be selected as a whole with one tap.

function selectText(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copyText(source) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(source.innerText.trim());
    return;
  }
  selectText(source);
  if (!document.execCommand("copy")) throw new Error("not copied");
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const answer = document.querySelector(`[data-copy-answer="${button.dataset.copy}"]`);
  if (!source) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let words = button.dataset.copied;
    try {
      await copyText(source);
    } catch {
      selectText(source);
      words = button.dataset.notCopied;
    }
    if (answer) answer.textContent = words;
  });
}
