// What surrounds every screen: who one is, where one can go, whether the server hears.

import Alert from "antd/es/alert";
import { Suspense, useCallback, useEffect, useMemo, type ReactElement } from "react";

import type { Api } from "../api/api";
import type { Me } from "../api/model";
import { Navigation } from "../components/Navigation";
import { PersonMenu } from "../components/PersonMenu";
import { Loading } from "../components/Loading";
import { Problem } from "../components/Problem";
import { useRoute } from "../components/useRoute";
import { forgetAll, Drafts } from "../conversation/drafts";
import { DeskContext, useDesk, useHints, useLists, useLost, type Desk } from "../Desk";
import { Bell } from "../inbox/bell";
import { attention, titleWith } from "../inbox/inbox";
import { InboxStore } from "../inbox/InboxStore";
import { Live, type Hint } from "../live/live";
import { routeOf, type Route } from "../routes";
import { SECTIONS } from "../sections";
import Inbox from "./Inbox";

interface Props {
  api: Api;
  me: Me;
  setMe: (me: Me) => void;
  signedOut: () => void;
}

export default function SignedIn({ api, me, setMe, signedOut }: Props): ReactElement {
  const lasting = useMemo(() => {
    const bell = new Bell();
    const inbox = new InboxStore(api, (alerts) => void bell.ring(alerts.filter(({ ticket }) => !isLookedAt(ticket))));
    return { live: new Live(), inbox, bell, drafts: new Drafts(me.id) };
  }, [api, me.id]);
  const route = useRoute();
  const isReading = route.screen === "inbox" && route.ticket !== null;
  const desk = useMemo<Desk>(() => ({ api, me, setMe, ...lasting }), [api, me, setMe, lasting]);
  useEffect(() => lasting.live.start(), [lasting]);
  useEffect(() => {
    lasting.inbox.refresh();
    return lasting.live.hear(({ kind }) => kind !== "ping" && lasting.inbox.refresh());
  }, [lasting]);
  const leave = useCallback(
    async (everywhere: boolean) => {
      await api.post("sign-out", { everywhere });
      forgetAll();
      signedOut();
    },
    [api, signedOut],
  );
  return (
    <DeskContext value={desk}>
      <Presence />
      <Title />
      <div className={isReading ? "shell reading" : "shell"}>
        <Top name={me.assistant.name} leave={leave} />
        <Navigation />
        <main className="stage">
          <Lost />
          <Suspense fallback={<Loading />}>
            <Screen />
          </Suspense>
        </main>
      </div>
    </DeskContext>
  );
}

function Top({ name, leave }: { name: string; leave: (everywhere: boolean) => Promise<void> }): ReactElement {
  return (
    <header className="top">
      <p className="brand">
        {name}
        <span className="brand-part">人工接待</span>
      </p>
      <PersonMenu leave={leave} />
    </header>
  );
}

function isLookedAt(ticket: string): boolean {
  const route = routeOf(location.hash);
  return document.hasFocus() && route.screen === "inbox" && route.ticket === ticket;
}

function Screen(): ReactElement {
  const { me } = useDesk();
  const route = useRoute();
  if (route.screen === "inbox") return <Inbox box={route.box} ticket={route.ticket} />;
  const section = SECTIONS.find(({ name }) => route.screen === "section" && name === route.name);
  if (!section?.roles.includes(me.role)) return <Problem text="没有这个页面，或您无权查看。" />;
  return <section.screen />;
}

const BEAT_MS = 20_000;

// Says again and again that this agent is there; takes over what the server says of them, as from another tab.
function Presence(): null {
  const { api, setMe } = useDesk();
  const ask = useCallback(() => void api.get<Me>("me").then(setMe, () => undefined), [api, setMe]);
  const beat = useCallback(() => api.post("heartbeat").catch(() => undefined), [api]);
  useEffect(() => {
    void beat().then(ask);
    const timer = setInterval(() => void beat(), BEAT_MS);
    return () => clearInterval(timer);
  }, [beat, ask]);
  const hear = useCallback(
    ({ kind }: Hint) => {
      // Browsers slow down the clocks of pages in the background, but not what they are told.
      if (kind === "ping") void beat();
      if (kind === "presence" || kind === "all") ask();
    },
    [beat, ask],
  );
  useHints(hear);
  return null;
}

function Title(): null {
  const { me } = useDesk();
  const { counts, mine } = useLists();
  const route = useRoute();
  const title = titleWith(attention(counts, mine), `${nameOf(route)} · ${me.assistant.name}`);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}

function nameOf(route: Route): string {
  const section = SECTIONS.find(({ name }) => route.screen === "section" && name === route.name);
  return section?.title ?? "人工接待";
}

function Lost(): ReactElement | null {
  const lost = useLost();
  if (!lost) return null;
  return <Alert banner type="warning" title="连接已断开，正在重新连接。您写的内容会保留，恢复后自动发出。" role="status" />;
}
