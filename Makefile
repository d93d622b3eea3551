# One word for each thing one does here; `make` alone lists them. .ci/run and people use the same words.

PORT ?= 5005
# The folder with the content that is served.
export CONTENT ?= data

# What people write is taken as it stands: make would carry out $(shell …) in it, and lose $5.
ifdef TEXT
override TEXT := $(value TEXT)
endif
export TEXT

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON := .venv/bin/python
# A stamp is younger than the lock it stands for only after a complete installation.
RUN := .venv/.stamp-run
DEV := .venv/.stamp-dev
STAND_IN := launch/rasa_patches/without_tensorflow.py launch/rasa_patches/typed_commands.py
WEB := web/dist/.stamp
WEB_DEV := web/node_modules/.stamp-dev
BROWSER83 := .venv-browser83/.stamp
STOCK := .venv-stock/.stamp
AUDIT := .venv-audit/.stamp
PRESIDIO := .venv-presidio/.stamp

# Processes share the tests out; tests/selection.py says what one of them takes together.
SHARED := --dist loadgroup --no-loadscope-reorder
SHARED_OUT := -n 2 $(SHARED)

# Our modules are compiled once, and not by each process that starts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# make may go without a word to its commands, for example with the terminal: they end with it (--follow).

.PHONY: run
run: setup ## 启动助手（PORT=… 换端口，默认 5005；CONTENT=… 换内容的文件夹，默认 data），需要时先安装、转换、训练
	@exec $(PYTHON) -m launch run --port "$(PORT)" --follow $$PPID

# On the terminal only, never into a log.
.PHONY: admin-link
admin-link: setup ## 显示人工接待台管理员的注册链接（一次有效，24 小时内用）
	@$(PYTHON) -m launch admin-link

.PHONY: shell
shell: setup ## 在终端里与同一个助手对话
	@exec $(PYTHON) -m launch shell --follow $$PPID

# Several instances behind nginx, with PostgreSQL and Redis (Debian's packages nginx, postgresql, redis-server).
.PHONY: cluster
cluster: setup ## 在本机启动多实例集群（nginx、两个实例、PostgreSQL、Redis），PORT=… 换端口
	@exec $(PYTHON) -m launch cluster --port "$(PORT)" --follow $$PPID

# Who is asked to confirm answers in the terminal; YES=yes in a script. BY: in place of the login name.
PUBLISH = $(PYTHON) -m launch $@ --by "$(BY)" $(if $(filter yes,$(YES)),--yes)

.PHONY: publish
publish: setup ## 检查、训练并发布当前的内容到正在运行的助手，不停机；先显示用户会看到的变化并询问（YES=yes 不问，BY=谁）
	@exec $(PUBLISH)

.PHONY: release
release: setup ## 与 make publish 相同
	@exec $(PUBLISH)

.PHONY: rollback
rollback: setup ## 马上退回上一版内容，不停机（TO=第几版，默认上一版）；草稿不变
	@exec $(PUBLISH) $(if $(TO),--to "$(TO)")

.PHONY: history
history: setup ## 列出历次发布：谁、什么时候、改了什么
	@$(PYTHON) -m launch history

# One process has the clusters and mostly waits for what is away or starts: meanwhile the others start servers and train,
# what is longest first. A page beside a cluster is too slow: browsers come afterwards. They wait half of the time, and what
# starts nothing fills it.
.PHONY: test
test: check $(WEB) $(BROWSER83) ## 代码检查、类型检查和全部测试
	@scripts/require-packages chromium-headless-shell redis-server postgresql:postgres nginx prometheus:promtool wkhtmltopdf
	@$(PYTHON) -m launch train
	@$(PYTHON) -m pytest -q -n 4 $(SHARED) -m "slow and not browser"
	@$(PYTHON) -m pytest -q -n 4 $(SHARED) -m "browser or not slow"

.PHONY: test-fast
test-fast: $(DEV) $(WEB) ## 只运行不启动任何进程的测试，约一分半钟，每次保存后可用
	@$(PYTHON) -m pytest -q $(SHARED_OUT) -m "not slow"

# Processes that tests start are counted as well, unless they are killed. The numbers show what nobody runs; no limit is set on them.
.PHONY: coverage
coverage: $(DEV) $(WEB) ## 看测试运行到程序的哪些行，列出最少的十个模块（报告在 var/coverage/；ALL=yes 连同启动进程的测试）
	@$(PYTHON) -m coverage erase
	@$(PYTHON) -m coverage run -m pytest -q $(SHARED_OUT) $(if $(filter yes,$(ALL)),,-m "not slow")
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage html --quiet
	@$(PYTHON) -m coverage report > var/coverage/report.txt
	@sed -n 1,12p var/coverage/report.txt
	@grep ^TOTAL var/coverage/report.txt

.PHONY: wechat-demo
wechat-demo: $(DEV) setup ## 没有公众号也能试：模拟的微信平台，在终端里聊天
	@exec $(PYTHON) -m tools.wechat_simulator

.PHONY: setup
setup: $(RUN) $(WEB) ## 只安装运行所需的依赖

# Rasa's own components for learning from examples. They stay until `make clean`.
.PHONY: tensorflow
tensorflow: setup ## 另外安装 TensorFlow（约 2 GB），只有 config.yml 用到 DIETClassifier 等组件时才需要
	@scripts/install tensorflow

.PHONY: data
data: setup ## 由 data/source 生成 data/generated
	@$(PYTHON) -m converter

# Only a folder that is new or empty is written to.
.PHONY: new
new: setup ## 为另一个单位新建内容（DIR=新文件夹 FROM=它的 FAQ 文件，Word、Excel 也行），之后 CONTENT=文件夹 make run
	@$(PYTHON) -m converter new --content "$(DIR)" --faq "$(FROM)"

# Only a preview (var/import-preview.html) unless ADD or REPLACE is given.
.PHONY: import
import: setup ## 从 Word、Excel、CSV、文本导入问答（FROM=文件），先看预览；ADD=yes 加进来，REPLACE=yes 换掉现有内容
	@$(PYTHON) -m converter import "$(FROM)" $(if $(filter yes,$(ADD)),--add) $(if $(filter yes,$(REPLACE)),--replace)

.PHONY: export
export: setup ## 导出问答（TO=文件.xlsx、.docx 或 .csv），改好可以再导入，一字不差
	@$(PYTHON) -m converter export "$(TO)"

.PHONY: template
template: setup ## 生成问答的空白表格（TO=文件.xlsx、.docx 或 .csv）
	@$(PYTHON) -m converter template "$(TO)"

.PHONY: report
report: setup ## 看 FAQ 的每一行都成了什么（网页在 var/faq-report.html）
	@$(PYTHON) -m converter report

.PHONY: decisions
decisions: setup ## 列出要请所有者决定的事（网页在 var/decisions.html）
	@$(PYTHON) -m converter decisions

.PHONY: train
train: setup ## 需要时转换并训练
	@$(PYTHON) -m launch train

.PHONY: check
check: $(DEV) $(WEB_DEV) ## 只做代码检查、类型检查，并确认 data/generated 是最新的
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@cd web && ../scripts/with-node npm run --silent check
	@$(PYTHON) -m converter --check

.PHONY: bench
bench: $(DEV) $(STOCK) train bench-new ## 用保留的问题评测（含新答案、新 FAQ），并测量一轮对话的时间
	@$(PYTHON) -m benchmarks.understanding.bench
	@$(PYTHON) -m benchmarks.load.turns

# Nineteen trainings, each about 25 s of a core with its questions. `make bench-new TRIALS=` tries 32 answers with four
# numbers of phrasings and asks all questions: over a hundred trainings, each about a minute.
TRIALS := --answers 8 --phrasings 0 5 --others 400
.PHONY: bench-new
bench-new: $(DEV) setup ## 评测新答案、新 FAQ 和没人调过的问法（训练约二十次；TRIALS= 为完整评测，一百多次）
	@$(PYTHON) -m benchmarks.understanding.new_faq
	@$(PYTHON) -m benchmarks.understanding.new_answer $(TRIALS)
	@$(PYTHON) -m benchmarks.understanding.new_report

# About ten minutes of one core.
.PHONY: bench-conversations
bench-conversations: $(DEV) train ## 两千个模拟用户与助手对话，看每个人是否得到对他而言正确的答案
	@$(PYTHON) -m benchmarks.conversations.bench --write

# About eight minutes of one core.
.PHONY: bench-learning
bench-learning: $(DEV) setup ## 评测教没答上的问题有多大用、会不会影响别的答案
	@$(PYTHON) -m benchmarks.learning.bench new
	@$(PYTHON) -m benchmarks.learning.bench taught

# A quarter of an hour of training the stock project, half an hour of users; nothing else should run meanwhile.
.PHONY: bench-load
bench-load: $(DEV) $(STOCK) train ## 与普通 Rasa 项目比较速度，测 FAQ 变大时和半小时内的情况（约一个半小时）
	@$(PYTHON) -m benchmarks.load.stores
	@$(PYTHON) -m benchmarks.load.turn_cost
	@$(PYTHON) -m benchmarks.load.long_texts
	@$(PYTHON) -m benchmarks.load.attacked
	@$(PYTHON) -m benchmarks.load.beside_stock --stock var/stock
	@$(PYTHON) -m benchmarks.load.long_conversation --stock var/stock
	@$(PYTHON) -m benchmarks.load.growth
	@$(PYTHON) -m benchmarks.load.soak

# What is asked of the model must be what is taught: so it is trained first, but not for an id that there is not.
.PHONY: suggest
suggest: setup ## 为一个答案建议没写过的说法（ID=编号；ADD=1,3 把选中的写进 data/nlu/faq/）
	@$(PYTHON) -m suggest "$(ID)" --only-check
	@$(PYTHON) -m launch train
	@$(PYTHON) -m suggest "$(ID)" $(if $(ADD),--add "$(ADD)")

# What people wrote goes to its command as a variable of the environment, so that the shell reads no text.
.PHONY: unanswered
unanswered: setup ## 列出用户问了而没答上的问题（DAYS=7 天，网页在 var/unanswered.html；IGNORE=组号 REASON="…" 不处理一组；JOIN=、SPLIT=组号,组号 合起来、分开列）
	@$(PYTHON) -m unanswered $(if $(DAYS),--days "$(DAYS)") $(if $(IGNORE),--ignore "$(IGNORE)" --reason "$$REASON") $(if $(JOIN),--join "$(JOIN)") $(if $(SPLIT),--split "$(SPLIT)")

.PHONY: teach
teach: setup ## 教一个答案一句说法（ID=编号 TEXT="…"，GROUP=make unanswered 的组号），马上说明预计会从哪个答案拿走
	@$(PYTHON) -m unanswered.teach "$(ID)" --text="$$TEXT" $(if $(GROUP),--group "$(GROUP)")

# Several messages of one conversation: TEXT="忘记密码|单位的". As a variable of the environment, so that the shell reads no text.
.PHONY: explain
explain: setup ## 显示消息怎样被理解、怎样被回答（TEXT="…"，一个对话的几条用 | 隔开；不写就逐行输入）
	@$(PYTHON) -m explain $(if $(TEXT),-- "$$TEXT")

.PHONY: bench-personal
bench-personal: $(DEV) $(PRESIDIO) ## 评测个人信息的遮盖：逐类的查全率、查准率、时间，并与 presidio 比较
	@$(PYTHON) -m benchmarks.personal.bench

.PHONY: screenshots
screenshots: $(DEV) train ## 重新拍摄 docs/screenshots 里的网页截图
	@$(PYTHON) -m tests.web.screenshots
	@$(PYTHON) -m tests.console_web.screenshots

.PHONY: feedback
feedback: setup ## 列出用户对各答案的评价，和当时的问题、对话
	@$(PYTHON) -m channels.feedback

.PHONY: expire
expire: setup ## 保存到期的对话、工单、评价删除或匿名化（DRY=--dry-run 只数一数）
	@$(PYTHON) -m records expire $(DRY)

# Consistent while the assistant goes on. Archives are for their owner alone.
.PHONY: backup
backup: setup ## 备份数据库、内容和密钥（OUT=… 换文件，默认在 var/backups/），助手不用停
	@$(PYTHON) -m launch.backup make $(if $(OUT),--out "$(OUT)")

.PHONY: restore
restore: setup ## 从备份恢复（FROM=备份文件），助手要先停止；有不同的就不动，除非 OVERWRITE=yes
	@$(PYTHON) -m launch.backup restore --from "$(FROM)" $(if $(filter yes,$(OVERWRITE)),--overwrite)

.PHONY: licences
licences: $(DEV) $(WEB) ## 重新列出依赖的许可证（docs/design/licences.md）
	@$(PYTHON) -m tools.licences

.PHONY: audit
audit: $(DEV) $(AUDIT) $(WEB_DEV) ## 查依赖的已知漏洞（要能访问外网的漏洞库），没有评估过的逐条列出
	@$(PYTHON) -m tools.audit

.PHONY: lock
lock: ## 重新生成依赖锁定文件（LOCK=--upgrade 升级版本）
	@$(foreach lock,requirements requirements-tensorflow requirements-dev requirements-uv requirements-node requirements-browser83 requirements-audit requirements-presidio,scripts/uv pip compile --quiet \
		--python-version 3.10 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		$(LOCK) $(if $(filter %-tensorflow,$(lock)),--no-config) $(lock).in --output-file $(lock).txt &&) :

.PHONY: version
version: ## 显示程序的版本
	@sed -n 's/^version = "\(.*\)"$$/\1/p' pyproject.toml

.PHONY: clean
clean: ## 删除环境、模型和缓存（保留 var/ 中的对话）
	rm -rf .venv .venv-browser83 .venv-stock .venv-audit .venv-presidio .tools models web/node_modules web/dist .rasa .mypy_cache .ruff_cache .pytest_cache

$(RUN): requirements.txt $(STAND_IN) $(PYTHON)
	@scripts/install run

$(DEV): requirements.txt requirements-dev.txt $(STAND_IN) $(PYTHON)
	@scripts/install dev

$(BROWSER83): requirements-browser83.txt | $(DEV)
	@scripts/install-beside $(@D) 测试用的旧浏览器内核 $<

$(AUDIT): requirements-audit.txt | $(RUN)
	@scripts/install-beside $(@D) 查漏洞的工具 $<

# Its pattern recognisers need no language model, but the package brings spaCy: 390 MB.
$(PRESIDIO): requirements-presidio.txt | $(RUN)
	@scripts/install-beside $(@D) "评测用的 presidio" $<

# Rasa with TensorFlow, for the stock projects of the benchmarks: 2 GB.
$(STOCK): requirements.txt requirements-tensorflow.txt | $(RUN)
	@scripts/install-beside $(@D) "评测用的普通 Rasa 环境（含 TensorFlow）" $^

# Missing at first, when the interpreter behind the link has gone, or when this user has no access to it: then
# scripts/install makes a new environment.
$(PYTHON): ;

web/node_modules/.stamp-run: web/package.json web/package-lock.json | $(RUN)
	@scripts/install-web run

$(WEB_DEV): web/package.json web/package-lock.json | $(DEV)
	@scripts/install-web dev

# Needs no network; under a second.
$(WEB): web/node_modules/.stamp-run web/build.mjs $(shell find web/src -type f 2>/dev/null)
	@scripts/with-node node web/build.mjs
