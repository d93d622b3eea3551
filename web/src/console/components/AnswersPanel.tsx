// Answers of the FAQ: the nearest to the user's last message, or those that are searched for by meaning.

import SearchOutlined from "@ant-design/icons/es/icons/SearchOutlined";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Spin from "antd/es/spin";
import { useCallback, useDeferredValue, useEffect, useRef, useState, type ReactElement } from "react";

import { sentence } from "../api/api";
import type { Answer } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk } from "../Desk";
import { lineRanges } from "../words";

// `question`: the id of the user's message that proposals are for, `isLast`: their last one. `sent`: called once an answer was sent.
interface Props {
  store: ConversationStore;
  question: number | null;
  isLast: boolean;
  maySend: boolean;
  sent: () => void;
}

export function AnswersPanel({ store, question, isLast, maySend, sent }: Props): ReactElement {
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const { answers, problem } = useAnswers(store.id, query, question);
  const lately = useRef("");
  const send = (answer: Answer): void => {
    // The second click of two is nobody's wish.
    if (lately.current === answer.faq_id) return;
    lately.current = answer.faq_id;
    setTimeout(() => {
      lately.current = "";
    }, 1_000);
    store.sayAnswer(answer);
    sent();
  };
  return (
    <section className="answers" aria-label="标准答案">
      <h2>标准答案</h2>
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        placeholder="按意思搜索 FAQ"
        aria-label="搜索答案"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet small">{query ? "搜索结果" : isLast ? "与对方最后一句最接近的" : "与选中的那一句最接近的"}，原文发送</p>
      {problem && <p className="quiet">{problem}</p>}
      {!answers && !problem && <Spin size="small" />}
      {answers?.length === 0 && <p className="quiet">没有接近的答案</p>}
      <ul>
        {answers?.map((answer) => (
          <AnswerCard key={answer.faq_id} answer={answer} send={maySend ? () => send(answer) : null} />
        ))}
      </ul>
    </section>
  );
}

function AnswerCard({ answer, send }: { answer: Answer; send: (() => void) | null }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="answer">
      <h3>{answer.title}</h3>
      <p className={isOpen ? "answer-text" : "answer-text short"}>{answer.text}</p>
      <div className="answer-foot">
        <span className="quiet small">FAQ 第 {lineRanges(answer.lines)} 行</span>
        <Button size="small" type="text" aria-expanded={isOpen} aria-label={`${isOpen ? "收起" : "展开"}：${answer.title}`} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "收起" : "展开"}
        </Button>
        {send && (
          <Button size="small" aria-label={`发送：${answer.title}`} onClick={send}>
            发送
          </Button>
        )}
      </div>
    </li>
  );
}

interface Found {
  path: string;
  answers: readonly Answer[];
}

function useAnswers(ticket: string, query: string, question: number | null): { answers: readonly Answer[] | null; problem: string | null } {
  const { api } = useDesk();
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const path = query ? `answers?${new URLSearchParams({ q: query })}` : `tickets/${encodeURIComponent(ticket)}/suggestions?message=${question ?? 0}`;
  const ask = useCallback(async () => (await api.get<{ answers: Answer[] }>(path)).answers, [api, path]);
  const proposed = query ? null : question;
  useEffect(() => {
    let isCurrent = true;
    const take = (answers: readonly Answer[]): void => {
      if (!isCurrent) return;
      setFound({ path, answers });
      setProblem(null);
    };
    const timer = setTimeout(() => void ask().then(take, (error: unknown) => isCurrent && setProblem(sentence(error))), query ? 250 : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ask, path, query, proposed]);
  // What was found for another message says nothing of this one; while one types, the last results stay.
  return { answers: found && (query || found.path === path) ? found.answers : null, problem };
}
