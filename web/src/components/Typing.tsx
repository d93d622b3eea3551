// The assistant is about to answer. The answer itself is announced, so this is for the eyes.

export function Typing() {
  return (
    <div class="typing" aria-hidden="true">
      学时助手正在输入<span class="dots"><i /><i /><i /></span>
    </div>
  );
}
