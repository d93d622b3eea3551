// Who did what, newest first; nothing here can be changed.

import type { TableColumnsType } from "antd";
import Button from "antd/es/button";
import Table from "antd/es/table";
import { useCallback, useEffect, useState, type ReactElement } from "react";

import { sentence } from "../api/api";
import type { AuditRow } from "../api/model";
import { Problem } from "../components/Problem";
import { ScrollBox } from "../components/ScrollBox";
import { useDesk } from "../Desk";
import { fullTime, moment } from "../time";

const COLUMNS: TableColumnsType<AuditRow> = [
  { key: "at", title: "时间", dataIndex: "at", width: 150, render: (at: AuditRow["at"]) => fullTime(moment(at) ?? 0) },
  { key: "by", title: "谁", dataIndex: "by", width: 120 },
  { key: "act", title: "做了什么", dataIndex: "act", width: 150 },
  { key: "number", title: "对话", dataIndex: "number", width: 110, render: (number: number | null) => (number === null ? "—" : `${number} 号`) },
  { key: "detail", title: "细节", dataIndex: "detail" },
  { key: "address", title: "来自", dataIndex: "address", width: 130 },
];

export default function Audit(): ReactElement {
  const { api } = useDesk();
  const [rows, setRows] = useState<readonly AuditRow[] | null>(null);
  const [isEnd, setEnd] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = useCallback(
    async (known: readonly AuditRow[]) => {
      const last = known[known.length - 1];
      try {
        const came = (await api.get<{ rows: AuditRow[] }>(`audit${last ? `?before=${last.id}` : ""}`)).rows;
        setRows([...known, ...came]);
        setEnd(came.length === 0);
        setProblem(null);
      } catch (error) {
        setProblem(sentence(error));
      }
    },
    [api],
  );
  useEffect(() => void ask([]), [ask]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>操作记录</h1>
        <Button onClick={() => void ask([])}>刷新</Button>
      </div>
      {problem && <Problem text={problem} again={() => void ask(rows ?? [])} />}
      <ScrollBox name="记录">
        <Table<AuditRow> rowKey="id" size="small" columns={COLUMNS} dataSource={rows ?? []} loading={!rows && !problem} pagination={false} />
      </ScrollBox>
      {rows && rows.length > 0 && !isEnd && (
        <Button className="gap" block type="link" onClick={() => void ask(rows)}>
          更早的
        </Button>
      )}
    </div>
  );
}
