-- A small database as version 0.1.0 wrote it: conversations, tickets, feedback, and what remained after an expiry.
BEGIN TRANSACTION;
CREATE TABLE anonymous_messages (
	id INTEGER NOT NULL,
	conversation VARCHAR(32) NOT NULL,
	day VARCHAR(10) NOT NULL,
	who VARCHAR(4) NOT NULL,
	channel VARCHAR(64),
	intent VARCHAR(64),
	outcome VARCHAR(16),
	faq_id VARCHAR(64),
	PRIMARY KEY (id)
);
INSERT INTO "anonymous_messages" VALUES(1,'8295772a0826bd94aa8fb1fae5969cbf','2023-11-28','user','webchat','faq',NULL,NULL);
INSERT INTO "anonymous_messages" VALUES(2,'8295772a0826bd94aa8fb1fae5969cbf','2023-11-28','bot',NULL,NULL,'answer','certificate_print');
CREATE TABLE events (
	id INTEGER NOT NULL,
	sender_id VARCHAR(255) NOT NULL,
	type_name VARCHAR(255) NOT NULL,
	timestamp FLOAT,
	intent_name VARCHAR(255),
	action_name VARCHAR(255),
	data TEXT,
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'web-a','action',1735700000.25,NULL,'action_session_start','{"event": "action", "timestamp": 1735700000.25, "name": "action_session_start", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(2,'web-a','session_started',1735700000.25,NULL,NULL,'{"event": "session_started", "timestamp": 1735700000.25}');
INSERT INTO "events" VALUES(3,'web-a','action',1735700000.25,NULL,'action_listen','{"event": "action", "timestamp": 1735700000.25, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(4,'web-a','user',1735700001.25,'faq',NULL,'{"event": "user", "timestamp": 1735700001.25, "metadata": {"id": "m1735700001.25"}, "text": "\u5fd8\u8bb0\u5bc6\u7801\u4e86\uff1b\u600e\u4e48\u529e\uff1f\n''\u5f15\u53f7'' \u4e0e % \u53f7", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u5fd8\u8bb0\u5bc6\u7801\u4e86\uff1b\u600e\u4e48\u529e\uff1f\n''\u5f15\u53f7'' \u4e0e % \u53f7", "message_id": "m1735700001.25", "metadata": {"id": "m1735700001.25"}}, "input_channel": "webchat", "message_id": "m1735700001.25"}');
INSERT INTO "events" VALUES(5,'web-a','slot',1735700001.26,NULL,'role','{"event": "slot", "timestamp": 1735700001.26, "name": "role", "value": "unit"}');
INSERT INTO "events" VALUES(6,'web-a','action',1735700001.27,NULL,'utter_faq','{"event": "action", "timestamp": 1735700001.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(7,'web-a','bot',1735700001.28,NULL,NULL,'{"event": "bot", "timestamp": 1735700001.28, "metadata": {"outcome": "answer", "faq_id": "password_forgotten", "faq_lines": [3, 4]}, "text": "\u70b9\u3010\u5fd8\u8bb0\u5bc6\u7801\uff1f\u3011\u627e\u56de\uff0c\n\u6216\u8bf7\u4e0a\u7ea7\u5ba1\u6838\u90e8\u95e8\u91cd\u7f6e\u3002", "data": {}}');
INSERT INTO "events" VALUES(8,'web-a','action',1735700001.29,NULL,'action_listen','{"event": "action", "timestamp": 1735700001.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(9,'web-a','user',1735700060.25,'faq',NULL,'{"event": "user", "timestamp": 1735700060.25, "metadata": {"id": "m1735700060.25"}, "text": "\u8c22\u8c22\ud83d\ude00", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u8c22\u8c22\ud83d\ude00", "message_id": "m1735700060.25", "metadata": {"id": "m1735700060.25"}}, "input_channel": "webchat", "message_id": "m1735700060.25"}');
INSERT INTO "events" VALUES(10,'web-a','slot',1735700060.26,NULL,'role','{"event": "slot", "timestamp": 1735700060.26, "name": "role", "value": "unit"}');
INSERT INTO "events" VALUES(11,'web-a','action',1735700060.27,NULL,'utter_faq','{"event": "action", "timestamp": 1735700060.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(12,'web-a','bot',1735700060.28,NULL,NULL,'{"event": "bot", "timestamp": 1735700060.28, "metadata": {"outcome": "answer", "faq_id": "thanks", "faq_lines": [3, 4]}, "text": "\u4e0d\u5ba2\u6c14\u3002", "data": {}}');
INSERT INTO "events" VALUES(13,'web-a','action',1735700060.29,NULL,'action_listen','{"event": "action", "timestamp": 1735700060.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(14,'wx-b','action',1735700005.25,NULL,'action_session_start','{"event": "action", "timestamp": 1735700005.25, "name": "action_session_start", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(15,'wx-b','session_started',1735700005.25,NULL,NULL,'{"event": "session_started", "timestamp": 1735700005.25}');
INSERT INTO "events" VALUES(16,'wx-b','action',1735700005.25,NULL,'action_listen','{"event": "action", "timestamp": 1735700005.25, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(17,'wx-b','user',1735700006.25,'faq',NULL,'{"event": "user", "timestamp": 1735700006.25, "metadata": {"id": "m1735700006.25"}, "text": "\u8f6c\u4eba\u5de5", "parse_data": {"intent": {"name": "faq", "confidence": 0.98}, "entities": [], "text": "\u8f6c\u4eba\u5de5", "message_id": "m1735700006.25", "metadata": {"id": "m1735700006.25"}}, "input_channel": "webchat", "message_id": "m1735700006.25"}');
INSERT INTO "events" VALUES(18,'wx-b','slot',1735700006.26,NULL,'role','{"event": "slot", "timestamp": 1735700006.26, "name": "role", "value": "unit"}');
INSERT INTO "events" VALUES(19,'wx-b','action',1735700006.27,NULL,'utter_faq','{"event": "action", "timestamp": 1735700006.27, "name": "utter_faq", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
INSERT INTO "events" VALUES(20,'wx-b','bot',1735700006.28,NULL,NULL,'{"event": "bot", "timestamp": 1735700006.28, "metadata": {"outcome": "answer", "faq_id": "handoff", "faq_lines": [3, 4]}, "text": "\u8fd9\u8fb9\u5e2e\u60a8\u8f6c\u63a5\u4eba\u5de5\u5750\u5e2d\uff0c\u8bf7\u7a0d\u7b49......", "data": {}}');
INSERT INTO "events" VALUES(21,'wx-b','action',1735700006.29,NULL,'action_listen','{"event": "action", "timestamp": 1735700006.29, "name": "action_listen", "policy": null, "confidence": null, "action_text": null, "hide_rule_turn": false}');
CREATE TABLE feedback (
	conversation VARCHAR(255) NOT NULL,
	message VARCHAR(64) NOT NULL,
	faq_id VARCHAR(64) NOT NULL,
	helpful BOOLEAN NOT NULL,
	reason VARCHAR(64),
	at VARCHAR(32) NOT NULL,
	PRIMARY KEY (conversation, message)
);
INSERT INTO "feedback" VALUES('be0a8844f108b3c5d9df7b73fc1fd9c1','','certificate_print',1,NULL,'2023-11-28');
INSERT INTO "feedback" VALUES('web-a','m1','password_forgotten',0,'答非所问','2025-01-01T02:56:00+00:00');
INSERT INTO "feedback" VALUES('web-a','m2','thanks',1,NULL,'2025-01-01T02:57:00+00:00');
CREATE TABLE ticket_events (
	number INTEGER NOT NULL,
	ticket VARCHAR(32) NOT NULL,
	body TEXT NOT NULL,
	attempts INTEGER NOT NULL,
	due FLOAT NOT NULL,
	PRIMARY KEY (number),
	FOREIGN KEY(ticket) REFERENCES tickets (id)
);
INSERT INTO "ticket_events" VALUES(1,'d772bfce2ea94af1a4f34159f809593e','{"ticket": "d772bfce2ea94af1a4f34159f809593e", "event": "opened", "conversation": "wx-b", "channel": "webchat", "at": "2025-01-01T02:53:30+00:00", "reason": "asked", "topic": "password", "faq_id": "faq/password_forgotten", "role": "unit", "city": "济南", "transcript": [{"who": "user", "at": "2025-01-01T02:53:30+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:53:30+00:00", "text": "请联系单位管理员。"}]}',3,1735800300.5);
INSERT INTO "ticket_events" VALUES(2,'d772bfce2ea94af1a4f34159f809593e','{"ticket": "d772bfce2ea94af1a4f34159f809593e", "event": "message", "conversation": "wx-b", "at": "2025-01-01T02:54:00+00:00", "text": "在吗？"}',0,0.0);
INSERT INTO "ticket_events" VALUES(3,'dcacdec0e5e141249a5eaa07a74126f1','{"ticket": "dcacdec0e5e141249a5eaa07a74126f1", "event": "closed", "conversation": "web-a", "at": "2025-01-01T03:00:00+00:00"}',0,0.0);
CREATE TABLE tickets (
	id VARCHAR(32) NOT NULL,
	conversation VARCHAR(255) NOT NULL,
	opened VARCHAR(32) NOT NULL,
	closed VARCHAR(32),
	channel VARCHAR(64) NOT NULL,
	reason VARCHAR(16) NOT NULL,
	topic VARCHAR(32),
	faq_id VARCHAR(64),
	role VARCHAR(16),
	city VARCHAR(16),
	transcript TEXT NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "tickets" VALUES('d772bfce2ea94af1a4f34159f809593e','wx-b','2025-01-01T02:53:30+00:00',NULL,'webchat','asked','password','faq/password_forgotten','unit','济南','[{"who": "user", "at": "2025-01-01T02:53:30+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:53:30+00:00", "text": "请联系单位管理员。"}]');
INSERT INTO "tickets" VALUES('dcacdec0e5e141249a5eaa07a74126f1','web-a','2025-01-01T02:55:00+00:00','2025-01-01T03:00:00+00:00','webchat','asked','password','faq/password_forgotten','unit','济南','[{"who": "user", "at": "2025-01-01T02:55:00+00:00", "text": "我叫【姓名】，报名表丢了"}, {"who": "bot", "at": "2025-01-01T02:55:00+00:00", "text": "请联系单位管理员。"}]');
CREATE INDEX ix_events_sender_id ON events (sender_id);
CREATE INDEX ix_feedback_faq_id ON feedback (faq_id);
CREATE INDEX anonymous_messages_day ON anonymous_messages (day);
CREATE INDEX ix_tickets_conversation ON tickets (conversation);
CREATE INDEX ticket_events_due ON ticket_events (due);
COMMIT;
