// One conversation: what was said, what one writes, the answers beside it.

import Drawer from "antd/es/drawer";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactElement } from "react";

import type { Box } from "../api/model";
import { ConversationStore } from "../conversation/ConversationStore";
import { lastOfUser } from "../conversation/messages";
import { useDesk, useHints, useLost, useMedia, WIDEST } from "../Desk";
import type { Hint } from "../live/live";
import { AnswersPanel } from "./AnswersPanel";
import { Composer } from "./Composer";
import { ConversationHead } from "./ConversationHead";
import { Loading } from "./Loading";
import { Problem } from "./Problem";
import { StaffFormPanel } from "./StaffFormPanel";
import { TicketFacts } from "./TicketFacts";
import { Transcript } from "./Transcript";
import { UserPresence } from "./UserPresence";

export function ConversationView({ id, box }: { id: string; box: Box }): ReactElement {
  const { api, drafts, inbox, me } = useDesk();
  const store = useMemo(() => new ConversationStore(api, drafts, id), [api, drafts, id]);
  const { ticket, may, messages, outgoing, last: lastEvent, problem } = useSyncExternalStore(store.watch, () => store.state);
  const isWidest = useMedia(WIDEST);
  const [panel, setPanel] = useState<"facts" | "answers" | null>(null);
  // The message that answers are proposed for; null: the last one.
  const [chosen, setChosen] = useState<number | null>(null);
  const last = lastOfUser(messages)?.id ?? null;
  useEffect(() => setChosen(null), [id, last]);
  const propose = (message: number): void => {
    setChosen(message);
    if (!isWidest) setPanel("answers");
  };
  useRefreshed(store);
  useEffect(() => inbox.opened(id), [inbox, id]);

  if (!ticket) {
    return <section className="conversation">{problem ? <Problem text={problem} again={() => void store.load()} /> : <Loading />}</section>;
  }
  const isBare = !messages.some(({ from }) => from === "user");
  // Who only reads sends nothing.
  const answers = me.role !== "reader" && <AnswersPanel store={store} question={chosen ?? last} isLast={chosen === null || chosen === last} maySend={may.reply} sent={() => setPanel(null)} />;
  const form = <StaffFormPanel store={store} ticket={ticket} mayAsk={may.reply} />;
  return (
    <>
      <section className="conversation" aria-label={`${ticket.number} 号对话`}>
        <ConversationHead store={store} ticket={ticket} may={may} box={box} showFacts={() => setPanel("facts")} />
        <Transcript store={store} ticket={ticket} messages={messages} outgoing={outgoing} last={lastEvent} isBare={isBare} mayReply={may.reply} propose={may.reply || may.claim ? propose : null} />
        {may.reply && <UserPresence store={store} />}
        <Composer store={store} ticket={ticket} may={may} showAnswers={isWidest ? null : () => setPanel("answers")} />
      </section>
      {isWidest && (
        <aside className="panel" aria-label="对方与答案">
          <TicketFacts ticket={ticket} />
          {form}
          {answers}
        </aside>
      )}
      <Drawer title="对方" open={panel === "facts" && !isWidest} onClose={() => setPanel(null)} size="min(24rem, 92vw)">
        <TicketFacts ticket={ticket} />
        {form}
      </Drawer>
      <Drawer title="标准答案" open={panel === "answers" && !isWidest} onClose={() => setPanel(null)} size="min(26rem, 94vw)" destroyOnHidden>
        {answers}
      </Drawer>
    </>
  );
}

// Asks when the server hints at this conversation, and once the connection is back.
function useRefreshed(store: ConversationStore): void {
  const lost = useLost();
  useEffect(() => void store.load(), [store]);
  const hear = useCallback(
    (hint: Hint) => {
      if (hint.kind === "all" && !lost) store.againAll();
      if (hint.kind === "all" || (hint.kind === "tickets" && hint.ids.includes(store.id))) void store.load();
    },
    [store, lost],
  );
  useHints(hear);
  useEffect(() => {
    if (!lost) store.againAll();
  }, [lost, store]);
}
