// The console: its look, and whether somebody is signed in.

import AntdApp from "antd/es/app";
import ConfigProvider from "antd/es/config-provider";
import zhCN from "antd/es/locale/zh_CN";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactElement } from "react";

import { Api, Refused, sentence } from "./api/api";
import type { Me } from "./api/model";
import { useMedia } from "./Desk";
import { Loading } from "./components/Loading";
import { Problem } from "./components/Problem";
import { useRoute } from "./components/useRoute";
import { themeOf } from "./theme";

const SignIn = lazy(() => import("./screens/SignIn"));
const Join = lazy(() => import("./screens/Join"));
const SignedIn = lazy(() => import("./screens/SignedIn"));

// What opens stays within the part of the page that it belongs to, where screen readers look for it.
const within = (opener?: HTMLElement): HTMLElement => opener?.closest<HTMLElement>("header.top, main, aside") ?? document.body;

export function App(): ReactElement {
  const isDark = useMedia("(prefers-color-scheme: dark)");
  return (
    <ConfigProvider locale={zhCN} theme={themeOf(isDark)} getPopupContainer={within} button={{ autoInsertSpace: false }}>
      <AntdApp className="app" message={{ maxCount: 2 }}>
        <Suspense fallback={<Loading />}>
          <Who />
        </Suspense>
      </AntdApp>
    </ConfigProvider>
  );
}

// `why`: what somebody reads who was signed in until now.
type Known = { kind: "asking" } | { kind: "nobody"; why: string | null } | { kind: "somebody"; me: Me } | { kind: "problem"; text: string };

const ENDED = "登录已失效：可能在别处退出了，或者管理员停用了账号、改了权限。请重新登录，登录不上请联系管理员。";

function Who(): ReactElement {
  const [known, setKnown] = useState<Known>({ kind: "asking" });
  const signedOut = useCallback(() => setKnown({ kind: "nobody", why: null }), []);
  const api = useMemo(() => new Api(() => setKnown(ended)), []);
  const signedIn = useCallback((me: Me) => setKnown({ kind: "somebody", me: api.is(me) }), [api]);
  const ask = useCallback(() => {
    api.get<Me>("me").then(signedIn, (error: unknown) => {
      if (!(error instanceof Refused && error.status === 401)) setKnown({ kind: "problem", text: sentence(error) });
    });
  }, [api, signedIn]);
  useEffect(ask, [ask]);

  const route = useRoute();
  if (route.screen === "join") return <Join api={api} token={route.token} joined={signedIn} />;
  if (known.kind === "asking") return <Loading />;
  if (known.kind === "problem") return <Problem text={known.text} again={ask} />;
  if (known.kind === "nobody") return <SignIn api={api} why={known.why} signedIn={signedIn} />;
  return <SignedIn key={known.me.id} api={api} me={known.me} setMe={signedIn} signedOut={signedOut} />;
}

function ended(known: Known): Known {
  return known.kind === "nobody" ? known : { kind: "nobody", why: known.kind === "somebody" ? ENDED : null };
}
