// The whole page: who one talks to, what was said, where one types.

import { ConfigProvider } from "@chatui/core/es/components/ConfigProvider";
import { useColorScheme } from "@chatui/core/es/hooks/useColorScheme";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import type { State } from "../connection";
import { onceOnly } from "../once";
import { NO_DATA, type PageData } from "../pageData";
import { hasPerson, isSilent } from "../people";
import { offersPicture } from "../pictures/offering";
import { useConversation } from "../store";
import { Composer } from "./Composer";
import { FormLine } from "./FormLine";
import { Header } from "./Header";
import { Log } from "./Log";
import { PictureBar, PictureButtons } from "./PictureBar";
import { QueueLine } from "./QueueLine";
import { Shortcuts } from "./Shortcuts";
import { useIdleness } from "./useIdleness";
import { usePicture } from "./usePicture";
import { useRoom } from "./useRoom";

interface Props {
  assistant: Assistant;
  data: Promise<PageData>;
  title: string;
  embedded: boolean;
}

export function App({ assistant, data, title, embedded }: Props) {
  const colorScheme = useColorScheme("auto");
  const { messages, typing, personTyping, queue, round, owed } = useConversation(assistant.store);
  const [state, setState] = useState<State>("connecting");
  const [known, setKnown] = useState(NO_DATA);
  const ending = useIdleness(assistant, data, messages);
  const room = useRoom();
  const once = useMemo(() => onceOnly(), []);
  useEffect(() => assistant.hearState(setState), [assistant]);
  useEffect(() => void data.then(setKnown), [data]);
  const offered = offersPicture(messages);
  const picture = usePicture(assistant, offered, round);
  const file = useRef<HTMLInputElement>(null);
  const attach = useCallback(() => file.current?.click(), []);
  const typed = messages.filter((message) => message.sender === "user" && !message.payload && !message.attachment).map((message) => message.text);

  return (
    <ConfigProvider locale="zh-CN" colorScheme={colorScheme}>
      <div class="app" ref={room} onClickCapture={once}
        onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && assistant.close()}>
        <Header title={title} state={state} hasPerson={hasPerson(messages)} onPerson={() => assistant.press("/handoff", "转人工")}
          onClose={embedded ? assistant.close : undefined} />
        <Log assistant={assistant} messages={messages} typing={typing && !isSilent(messages)}
          personTyping={personTyping && isSilent(messages)} reasons={known.reasons} state={state} onAttach={attach} />
        <footer class="foot">
          <QueueLine waiting={queue} onResume={() => assistant.press("/resume", "继续由助手回答")} />
          <FormLine offered={known.staff_form && hasPerson(messages)} onSend={assistant.fillIn} />
          <Shortcuts ending={ending} owed={owed} state={state} onMenu={() => assistant.press("/menu", "问题分类")} onEnd={assistant.end}>
            {offered && <PictureButtons picture={picture} field={file} />}
          </Shortcuts>
          <PictureBar picture={picture} field={file} />
          <Composer key={round} titles={known} typed={typed} onSend={assistant.say} onType={assistant.typing} />
        </footer>
      </div>
    </ConfigProvider>
  );
}
