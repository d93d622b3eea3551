// An agent sends a picture: chosen, pasted or dropped, seen first.

import PictureOutlined from "@ant-design/icons/es/icons/PictureOutlined";
import Button from "antd/es/button";
import Modal from "antd/es/modal";
import { useCallback, useEffect, useRef, useState, type ReactElement } from "react";

import { newId } from "../../id";
import { whenPictureComes } from "../../pictures/pastedPicture";
import { NotTaken, redrawn, TYPES } from "../../pictures/redrawing";
import { sentence } from "../api/api";
import type { ConversationStore } from "../conversation/ConversationStore";

interface Chosen {
  // The same for each attempt, so that it arrives once.
  key: string;
  picture: Blob;
  address: string;
}

export function PictureButton({ store }: { store: ConversationStore }): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const { chosen, problem, busy, choose, cancel, send } = usePicture(store);
  return (
    <>
      <input
        ref={field}
        hidden
        type="file"
        aria-label="图片文件"
        accept={TYPES.join()}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void choose(file);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
      <Button size="small" type="text" icon={<PictureOutlined aria-hidden />} onClick={() => field.current?.click()}>
        图片
      </Button>
      <Modal
        title="发送图片"
        open={chosen !== null || problem !== ""}
        okText={busy ? "正在发送" : "发送"}
        cancelText="取消"
        okButtonProps={{ disabled: !chosen, loading: busy }}
        onOk={() => void send()}
        onCancel={cancel}
        destroyOnHidden
      >
        {chosen && <img className="picture-preview" src={chosen.address} alt="要发送的图片" />}
        {problem && (
          <p role="alert" className="picture-problem">
            {problem}
          </p>
        )}
      </Modal>
    </>
  );
}

function usePicture(store: ConversationStore) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const cancel = useCallback((): void => {
    setProblem("");
    setChosen((before) => {
      if (before) URL.revokeObjectURL(before.address);
      return null;
    });
  }, []);
  const choose = useCallback(
    async (file: File): Promise<void> => {
      cancel();
      try {
        const picture = await redrawn(file);
        setChosen({ key: newId(), picture, address: URL.createObjectURL(picture) });
      } catch (error) {
        setProblem(told(error));
      }
    },
    [cancel],
  );
  const send = async (): Promise<void> => {
    if (!chosen || busy) return;
    setBusy(true);
    setProblem("");
    try {
      await store.sendPicture(chosen.picture, chosen.key);
      cancel();
    } catch (error) {
      setProblem(told(error));
    }
    setBusy(false);
  };
  useEffect(() => whenPictureComes(choose), [choose]);
  return { chosen, problem, busy, choose, cancel, send };
}

const told = (error: unknown): string => (error instanceof NotTaken ? error.message : sentence(error));
