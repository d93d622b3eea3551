// The whole page: who one talks to, what was said, where one types.

import { ConfigProvider } from "@chatui/core/es/components/ConfigProvider";
import { useColorScheme } from "@chatui/core/es/hooks/useColorScheme";
import { useEffect, useMemo, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import type { State } from "../connection";
import { onceOnly } from "../once";
import { NO_DATA, type PageData } from "../pageData";
import { useConversation } from "../store";
import { Composer } from "./Composer";
import { Header } from "./Header";
import { Log } from "./Log";
import { Shortcuts } from "./Shortcuts";
import { useIdleness } from "./useIdleness";
import { useRoom } from "./useRoom";

interface Props {
  assistant: Assistant;
  data: Promise<PageData>;
  title: string;
  embedded: boolean;
}

export function App({ assistant, data, title, embedded }: Props) {
  const colorScheme = useColorScheme("auto");
  const { messages, typing, round } = useConversation(assistant.store);
  const [state, setState] = useState<State>("connecting");
  const [known, setKnown] = useState(NO_DATA);
  const ending = useIdleness(assistant, data);
  const room = useRoom();
  const once = useMemo(() => onceOnly(), []);
  useEffect(() => assistant.hearState(setState), [assistant]);
  useEffect(() => void data.then(setKnown), [data]);
  const typed = messages.filter((message) => message.sender === "user" && !message.payload).map((message) => message.text);

  return (
    <ConfigProvider locale="zh-CN" colorScheme={colorScheme}>
      <div class="app" ref={room} onClickCapture={once}
        onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && assistant.close()}>
        <Header title={title} state={state} onPerson={() => assistant.press("/handoff", "转人工")}
          onClose={embedded ? assistant.close : undefined} />
        <Log assistant={assistant} messages={messages} typing={typing} reasons={known.reasons} state={state} />
        <footer class="foot">
          <Shortcuts ending={ending} onMenu={() => assistant.press("/menu", "问题分类")} onEnd={assistant.end} />
          <Composer key={round} titles={known} typed={typed} onSend={assistant.say} />
        </footer>
      </div>
    </ConfigProvider>
  );
}
