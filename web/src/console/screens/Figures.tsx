// How long people waited and what came of it, by day, agent and topic.

import DownloadOutlined from "@ant-design/icons/es/icons/DownloadOutlined";
import type { TableColumnsType } from "antd";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import Table from "antd/es/table";
import { useCallback, useState, type ReactElement } from "react";

import type { Figures as AllFigures, FiguresRow } from "../api/model";
import { Loading } from "../components/Loading";
import { Problem } from "../components/Problem";
import { ScrollBox } from "../components/ScrollBox";
import { useLoaded } from "../components/useLoaded";
import { useDesk } from "../Desk";
import { duration, isoDay } from "../time";

type By = "days" | "agents" | "topics";

const BY: { value: By; label: string }[] = [
  { value: "days", label: "按天" },
  { value: "agents", label: "按坐席" },
  { value: "topics", label: "按主题" },
];
const SPANS = [7, 30, 90];
const DAY_MS = 86_400_000;

export default function Figures(): ReactElement {
  const { api, me } = useDesk();
  const [by, setBy] = useState<By>("days");
  const [span, setSpan] = useState(() => lastDays(7));
  const query = new URLSearchParams(span).toString();
  const ask = useCallback(() => api.get<AllFigures>(`figures?${query}`), [api, query]);
  const { value, problem, reload } = useLoaded(ask);
  return (
    <div className="page">
      <div className="page-head">
        <h1>统计</h1>
        <Span span={span} choose={setSpan} />
        {me.role === "admin" && (
          <Button icon={<DownloadOutlined aria-hidden />} href={`api/figures.xlsx?${query}`} download>
            导出 Excel
          </Button>
        )}
      </div>
      {problem && <Problem text={problem} again={reload} />}
      {!value && !problem && <Loading />}
      {value && (
        <>
          <Total row={value.total} />
          <Segmented options={BY} value={by} onChange={setBy} aria-label="分组" />
          <ScrollBox name="明细">
            <Table<FiguresRow>
              rowKey="key"
              size="middle"
              columns={columns(BY.find((one) => one.value === by)?.label.slice(1) ?? "")}
              dataSource={value[by]}
              pagination={false}
            />
          </ScrollBox>
        </>
      )}
    </div>
  );
}

interface Days extends Record<string, string> {
  from: string;
  to: string;
}

function lastDays(count: number): Days {
  const now = Date.now();
  return { from: isoDay(now - (count - 1) * DAY_MS), to: isoDay(now) };
}

function Span({ span, choose }: { span: Days; choose: (span: Days) => void }): ReactElement {
  const known = SPANS.find((count) => lastDays(count).from === span.from && lastDays(count).to === span.to);
  const options = SPANS.map((count) => ({ value: count, label: `最近 ${count} 天` }));
  return (
    <div className="span">
      <Select options={options} value={known ?? null} placeholder="自选" aria-label="时间范围" onChange={(count) => choose(lastDays(count))} />
      <Input type="date" aria-label="从" value={span.from} max={span.to} onChange={({ target }) => target.value && choose({ ...span, from: target.value })} />
      <span aria-hidden>–</span>
      <Input type="date" aria-label="到" value={span.to} min={span.from} onChange={({ target }) => target.value && choose({ ...span, to: target.value })} />
    </div>
  );
}

function Total({ row }: { row: FiguresRow }): ReactElement {
  const rated = row.solved + row.unsolved;
  const parts: [string, string | number][] = [
    ["要求人工", row.asked],
    ["接待", row.claimed],
    ["放弃等待", row.given_up],
    ["再次要求", row.reopened],
    ["等待（中位）", duration(row.wait_median)],
    ["等待（95%）", duration(row.wait_p95)],
    ["首次回复（中位）", duration(row.first_reply_median)],
    ["已解决", rated ? `${Math.round((100 * row.solved) / rated)}%` : "—"],
  ];
  return (
    <dl className="total">
      {parts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function columns(first: string): TableColumnsType<FiguresRow> {
  const count = (key: keyof FiguresRow, title: string) => ({ key, dataIndex: key, title, align: "right" as const });
  const time = (key: keyof FiguresRow, title: string) => ({ ...count(key, title), render: (seconds: number | null) => duration(seconds) });
  return [
    { key: "title", dataIndex: "title", title: first },
    count("asked", "要求"),
    count("claimed", "接待"),
    count("closed", "结束"),
    count("given_up", "放弃"),
    count("reopened", "再次"),
    time("wait_median", "等待中位"),
    time("wait_p95", "等待 95%"),
    time("first_reply_median", "首次回复"),
    time("length_median", "时长"),
    count("solved", "已解决"),
    count("unsolved", "未解决"),
  ];
}
