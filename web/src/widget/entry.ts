// <script src="https://assistant.example/widget.js" defer></script> on any page brings the launcher. An engine that is too
// old for it gets a sentence instead, so this file is written in the language of such engines.

import type { Look } from "./look";

// The launcher's address from here, with the hash of its content (build.mjs).
declare var LAUNCHER: string;

// What the server hands to this script (channels/page_look.py).
declare var LOOK: Look;

interface Loading extends HTMLScriptElement {
  xueshiFor?: HTMLScriptElement;
  xueshiLook?: Look;
}

var ADVICE = "您的浏览器版本过低，无法使用" + LOOK.name + "。请不要使用电脑自带和IE浏览器，建议使用谷歌、360浏览器（极速模式）、搜狗等浏览器。";

function begin(): void {
  var script = ownScript();
  if (!script) warn("找不到引入 widget.js 的 script 元素，请直接写在网页里。");
  else if ("noModule" in script) load(script);
  else tell();
}

// A module, or an old engine, is not told which script it is.
function ownScript(): HTMLScriptElement | null {
  var current = document.currentScript as HTMLScriptElement | null;
  if (current && current.src) return current;
  var all = document.getElementsByTagName("script");
  for (var index = all.length - 1; index >= 0; index--) {
    var script = all[index];
    if (script && /\/widget\.js([?#].*)?$/.test(script.src)) return script;
  }
  return null;
}

function load(script: HTMLScriptElement): void {
  var made: Loading = document.createElement("script");
  made.xueshiFor = script;
  made.xueshiLook = LOOK;
  made.src = script.src.replace(/[?#].*$/, "").replace(/[^/]*$/, "") + LAUNCHER;
  if (script.nonce) made.nonce = script.nonce;
  made.onerror = function () {
    warn("加载不到 " + made.src + "，请检查网络和本页的 Content-Security-Policy（script-src）。");
  };
  document.documentElement.appendChild(made);
}

function tell(): void {
  var box = document.createElement("div");
  var close = document.createElement("button");
  close.type = "button";
  close.appendChild(document.createTextNode("关闭"));
  close.onclick = function () {
    if (box.parentNode) box.parentNode.removeChild(box);
  };
  box.id = "xueshi-old";
  box.appendChild(document.createTextNode(ADVICE));
  box.appendChild(close);
  box.style.cssText =
    "position:fixed;right:20px;bottom:20px;z-index:2147483000;width:280px;padding:12px;border:1px solid " + (LOOK.color || "#1552a8") + ";background:#fff;color:#1b2433;font-size:14px;line-height:1.6";
  document.documentElement.appendChild(box);
}

function warn(why: string): void {
  if (window.console) console.warn(LOOK.name + "没有启动：" + why);
}

begin();
