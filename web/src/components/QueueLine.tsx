// Where the user stands while waiting for a person, and the way out of it.

interface Props {
  // How many wait before the user; null: nobody waits, or nobody knows.
  waiting: number | null;
  onResume: () => void;
}

export function QueueLine({ waiting, onResume }: Props) {
  return (
    <div class={waiting === null ? "unseen" : "queue"}>
      <p role="status">{waiting === null ? "" : words(waiting)}</p>
      {waiting !== null && <button class="chip" type="button" onClick={onResume}>继续由助手回答</button>}
    </div>
  );
}

const words = (waiting: number) => (waiting > 0 ? `正在排队，前面还有 ${waiting} 位` : "您排在第一位，请稍候");
