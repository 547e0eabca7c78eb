// Ties a button to what allauth does with a key or passkey: <button id data-key="addForm" data-credential="id of its field">.

const WORDS = { addForm: "add", authenticateForm: "authenticate" };

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("button[data-key]").forEach((button) => {
    const form = button.dataset.key;
    const ids = { [WORDS[form]]: button.id, credential: button.dataset.credential, data: "js_data" };
    window.allauth.webauthn.forms[form]({ ids });
  });
});
