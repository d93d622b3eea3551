// The field to type in.

const LONGEST = 500;
const COMPOSING = 229;

export function watchComposer({ form, text, send, hint, onSend }) {
  const length = () => [...text.value.trim()].length;

  function refresh() {
    const surplus = length() - LONGEST;
    hint.textContent = surplus > 0 ? `最多 ${LONGEST} 字，请删减 ${surplus} 字` : "";
    send.disabled = surplus > 0;
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  }

  function submit() {
    const message = text.value.trim();
    if (!message || length() > LONGEST) return;
    text.value = "";
    refresh();
    onSend(message);
  }

  text.addEventListener("input", refresh);
  text.addEventListener("keydown", (event) => {
    // While an input method composes, Enter chooses a word. (Safari reports that Enter only by its key code.)
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === COMPOSING) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    text.focus();
  });
}
