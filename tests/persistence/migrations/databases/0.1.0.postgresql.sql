-- A small database as version 0.1.0 wrote it: conversations, tickets, feedback, and what remained after an expiry.
CREATE TABLE public.anonymous_messages (
    id integer NOT NULL,
    conversation character varying(32) NOT NULL,
    day character varying(10) NOT NULL,
    who character varying(4) NOT NULL,
    channel character varying(64),
    intent character varying(64),
    outcome character varying(16),
    faq_id character varying(64)
);
CREATE SEQUENCE public.anonymous_messages_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.anonymous_messages_id_seq OWNED BY public.anonymous_messages.id;
CREATE TABLE public.events (
    id integer NOT NULL,
    sender_id character varying(255) NOT NULL,
    type_name character varying(255) NOT NULL,
    "timestamp" double precision,
    intent_name character varying(255),
    action_name character varying(255),
    data text
);
CREATE SEQUENCE public.events_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.feedback (
    conversation character varying(255) NOT NULL,
    message character varying(64) NOT NULL,
    faq_id character varying(64) NOT NULL,
    helpful boolean NOT NULL,
    reason character varying(64),
    at character varying(32) NOT NULL
);
CREATE TABLE public.ticket_events (
    number integer NOT NULL,
    ticket character varying(32) NOT NULL,
    body text NOT NULL,
    attempts integer NOT NULL,
    due double precision NOT NULL
);
CREATE SEQUENCE public.ticket_events_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ticket_events_number_seq OWNED BY public.ticket_events.number;
CREATE TABLE public.tickets (
    id character varying(32) NOT NULL,
    conversation character varying(255) NOT NULL,
    opened character varying(32) NOT NULL,
    closed character varying(32),
    channel character varying(64) NOT NULL,
    reason character varying(16) NOT NULL,
    topic character varying(32),
    faq_id character varying(64),
    role character varying(16),
    city character varying(16),
    transcript text NOT NULL
);
ALTER TABLE ONLY public.anonymous_messages ALTER COLUMN id SET DEFAULT nextval('public.anonymous_messages_id_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.ticket_events ALTER COLUMN number SET DEFAULT nextval('public.ticket_events_number_seq'::regclass);
INSERT INTO public.anonymous_messages VALUES (1, 'beb0a66c61e9d8699967f67ab7eb76f4', '2023-11-28', 'user', 'webchat', 'faq', NULL, NULL);
INSERT INTO public.anonymous_messages VALUES (2, 'beb0a66c61e9d8699967f67ab7eb76f4', '2023-11-28', 'bot', NULL, NULL, 'answer', 'certificate_print');
INSERT INTO public.events VALUES (9, 'web-a', 'action', 1735700000.25, NULL, 'action_session_start', '{"event": "action", "timestamp": 1735700000.25, "name": "action_session_start", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (10, 'web-a', 'session_started', 1735700000.25, NULL, NULL, '{"event": "session_started", "timestamp": 1735700000.25}');
INSERT INTO public.events VALUES (11, 'web-a', 'action', 1735700000.25, NULL, 'action_listen', '{"event": "action", "timestamp": 1735700000.25, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (12, 'web-a', 'user', 1735700001.25, 'faq', NULL, '{"event": "user", "timestamp": 1735700001.25, "metadata": {"id": "m1735700001.25"}, "text": "\u5fd8\u8bb0\u5bc6\u7801\u4e86\uff1b\u600e\u4e48\u529e\uff1f\n''\u5f15\u53f7'' \u4e0e % \u53f7", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u5fd8\u8bb0\u5bc6\u7801\u4e86\uff1b\u600e\u4e48\u529e\uff1f\n''\u5f15\u53f7'' \u4e0e % \u53f7", "message_id": "m1735700001.25", "metadata": {"id": "m1735700001.25"}}, "input_channel": "webchat", "message_id": "m1735700001.25"}');
INSERT INTO public.events VALUES (13, 'web-a', 'slot', 1735700001.26, NULL, 'role', '{"event": "slot", "timestamp": 1735700001.26, "name": "role", "value": "unit"}');
INSERT INTO public.events VALUES (14, 'web-a', 'action', 1735700001.27, NULL, 'utter_faq', '{"event": "action", "timestamp": 1735700001.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (15, 'web-a', 'bot', 1735700001.28, NULL, NULL, '{"event": "bot", "timestamp": 1735700001.28, "metadata": {"outcome": "answer", "faq_id": "password_forgotten", "faq_lines": [3, 4]}, "text": "\u70b9\u3010\u5fd8\u8bb0\u5bc6\u7801\uff1f\u3011\u627e\u56de\uff0c\n\u6216\u8bf7\u4e0a\u7ea7\u5ba1\u6838\u90e8\u95e8\u91cd\u7f6e\u3002", "data": {}}');
INSERT INTO public.events VALUES (16, 'web-a', 'action', 1735700001.29, NULL, 'action_listen', '{"event": "action", "timestamp": 1735700001.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (17, 'web-a', 'user', 1735700060.25, 'faq', NULL, '{"event": "user", "timestamp": 1735700060.25, "metadata": {"id": "m1735700060.25"}, "text": "\u8c22\u8c22\ud83d\ude00", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u8c22\u8c22\ud83d\ude00", "message_id": "m1735700060.25", "metadata": {"id": "m1735700060.25"}}, "input_channel": "webchat", "message_id": "m1735700060.25"}');
INSERT INTO public.events VALUES (18, 'web-a', 'slot', 1735700060.26, NULL, 'role', '{"event": "slot", "timestamp": 1735700060.26, "name": "role", "value": "unit"}');
INSERT INTO public.events VALUES (19, 'web-a', 'action', 1735700060.27, NULL, 'utter_faq', '{"event": "action", "timestamp": 1735700060.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (20, 'web-a', 'bot', 1735700060.28, NULL, NULL, '{"event": "bot", "timestamp": 1735700060.28, "metadata": {"outcome": "answer", "faq_id": "thanks", "faq_lines": [3, 4]}, "text": "\u4e0d\u5ba2\u6c14\u3002", "data": {}}');
INSERT INTO public.events VALUES (21, 'web-a', 'action', 1735700060.29, NULL, 'action_listen', '{"event": "action", "timestamp": 1735700060.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (22, 'wx-b', 'action', 1735700005.25, NULL, 'action_session_start', '{"event": "action", "timestamp": 1735700005.25, "name": "action_session_start", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (23, 'wx-b', 'session_started', 1735700005.25, NULL, NULL, '{"event": "session_started", "timestamp": 1735700005.25}');
INSERT INTO public.events VALUES (24, 'wx-b', 'action', 1735700005.25, NULL, 'action_listen', '{"event": "action", "timestamp": 1735700005.25, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (25, 'wx-b', 'user', 1735700006.25, 'faq', NULL, '{"event": "user", "timestamp": 1735700006.25, "metadata": {"id": "m1735700006.25"}, "text": "\u8f6c\u4eba\u5de5", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u8f6c\u4eba\u5de5", "message_id": "m1735700006.25", "metadata": {"id": "m1735700006.25"}}, "input_channel": "webchat", "message_id": "m1735700006.25"}');
INSERT INTO public.events VALUES (26, 'wx-b', 'slot', 1735700006.26, NULL, 'role', '{"event": "slot", "timestamp": 1735700006.26, "name": "role", "value": "unit"}');
INSERT INTO public.events VALUES (27, 'wx-b', 'action', 1735700006.27, NULL, 'utter_faq', '{"event": "action", "timestamp": 1735700006.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.events VALUES (28, 'wx-b', 'bot', 1735700006.28, NULL, NULL, '{"event": "bot", "timestamp": 1735700006.28, "metadata": {"outcome": "answer", "faq_id": "handoff", "faq_lines": [3, 4]}, "text": "\u8fd9\u8fb9\u5e2e\u60a8\u8f6c\u63a5\u4eba\u5de5\u5750\u5e2d\uff0c\u8bf7\u7a0d\u7b49......", "data": {}}');
INSERT INTO public.events VALUES (29, 'wx-b', 'action', 1735700006.29, NULL, 'action_listen', '{"event": "action", "timestamp": 1735700006.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO public.feedback VALUES ('a4b20562db02a9fdf57de42a167d0953', '', 'certificate_print', true, NULL, '2023-11-28');
INSERT INTO public.feedback VALUES ('web-a', 'm1', 'password_forgotten', false, '答非所问', '2025-01-01T02:56:00+00:00');
INSERT INTO public.feedback VALUES ('web-a', 'm2', 'thanks', true, NULL, '2025-01-01T02:57:00+00:00');
INSERT INTO public.ticket_events VALUES (2, 'c8ccf7955ff24450b5d772c69949be13', '{"ticket": "c8ccf7955ff24450b5d772c69949be13", "event": "message", "conversation": "wx-b", "at": "2025-01-01T02:54:00+00:00", "text": "在吗？"}', 0, 0);
INSERT INTO public.ticket_events VALUES (3, 'b9d65876fa834e8d9dc116abde784685', '{"ticket": "b9d65876fa834e8d9dc116abde784685", "event": "closed", "conversation": "web-a", "at": "2025-01-01T03:00:00+00:00"}', 0, 0);
INSERT INTO public.ticket_events VALUES (1, 'c8ccf7955ff24450b5d772c69949be13', '{"ticket": "c8ccf7955ff24450b5d772c69949be13", "event": "opened", "conversation": "wx-b", "channel": "webchat", "at": "2025-01-01T02:53:30+00:00", "reason": "asked", "topic": "password", "faq_id": "faq/password_forgotten", "role": "unit", "city": "济南", "transcript": [{"who": "user", "at": "2025-01-01T02:53:30+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:53:30+00:00", "text": "请联系单位管理员。"}]}', 3, 1735800300.5);
INSERT INTO public.tickets VALUES ('c8ccf7955ff24450b5d772c69949be13', 'wx-b', '2025-01-01T02:53:30+00:00', NULL, 'webchat', 'asked', 'password', 'faq/password_forgotten', 'unit', '济南', '[{"who": "user", "at": "2025-01-01T02:53:30+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:53:30+00:00", "text": "请联系单位管理员。"}]');
INSERT INTO public.tickets VALUES ('b9d65876fa834e8d9dc116abde784685', 'web-a', '2025-01-01T02:55:00+00:00', '2025-01-01T03:00:00+00:00', 'webchat', 'asked', 'password', 'faq/password_forgotten', 'unit', '济南', '[{"who": "user", "at": "2025-01-01T02:55:00+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:55:00+00:00", "text": "请联系单位管理员。"}]');
SELECT pg_catalog.setval('public.anonymous_messages_id_seq', 2, true);
SELECT pg_catalog.setval('public.events_id_seq', 29, true);
SELECT pg_catalog.setval('public.ticket_events_number_seq', 3, true);
ALTER TABLE ONLY public.anonymous_messages
    ADD CONSTRAINT anonymous_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (conversation, message);
ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT ticket_events_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (id);
CREATE INDEX anonymous_messages_day ON public.anonymous_messages USING btree (day);
CREATE INDEX ix_events_sender_id ON public.events USING btree (sender_id);
CREATE INDEX ix_feedback_faq_id ON public.feedback USING btree (faq_id);
CREATE INDEX ix_tickets_conversation ON public.tickets USING btree (conversation);
CREATE INDEX ticket_events_due ON public.ticket_events USING btree (due);
ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT ticket_events_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
