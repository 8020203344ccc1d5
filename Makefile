# Everything a person or a machine does with InDiretta. `make help` lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

JAR := target/indiretta.jar
WEB := web-client
STAMPS := target/stamps
NODE_MODULES := $(WEB)/node_modules/.package-lock.json
NPM := npm --prefix $(WEB) --no-update-notifier
# One Maven start per goal, one thread: the machines have two cores and the tests start PostgreSQL beside it.
MVN := .ci/with-jdk mvn -B -ntp -T1 -Dstyle.color=never
JAVA_FLAGS ?= -XX:+UseCompactObjectHeaders
FAULTS := .ci/with-jdk java $(JAVA_FLAGS) --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-cp target/test-classes:$(JAR) org.indiretta.faults.Faults

# What is stale is decided by files: Java and resources on one side, the web client's sources on the other.
JAVA_SOURCES := $(shell find src/main -type f 2>/dev/null) pom.xml .mvn/jvm.config
WEB_SOURCES := $(shell find $(WEB)/apps $(WEB)/packages $(WEB)/scripts $(WEB)/*.json \
	\( -name node_modules -o -name compiled -o -name cache -o -name test \) -prune -o -type f -print)
WEB_MANIFESTS := $(wildcard $(WEB)/package*.json $(WEB)/*/package.json $(WEB)/*/*/package.json)

.PHONY: help
help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: build
build: $(JAR) ## target/indiretta.jar, with the web client inside

.PHONY: run
run: $(JAR) ## build what is stale and start the demo city (ARGS="…" are passed on)
	@exec .ci/with-jdk java $(JAVA_FLAGS) -jar $(JAR) serve --demo $(ARGS)

.PHONY: cluster
cluster: $(JAR) ## the demo city on two servers with PostgreSQL, Redis and HAProxy on loopback (type `kill one` and see)
	@.ci/need-redis
	@.ci/need-haproxy
	@echo "Two servers, PostgreSQL, Redis and HAProxy get ready; the first time takes a minute or two."
	@$(MVN) -q test-compile
	@exec .ci/with-jdk java -cp target/test-classes:$(JAR) org.indiretta.cluster.ClusterCity

.PHONY: test
test: ## formatter, linters, unit, integration and browser tests, on a fresh machine too
	@.ci/stage "make test" $(MAKE) -s test-stages

# Each stage says how long it took; the first that fails ends the run. Cheap ones first.
.PHONY: test-stages
test-stages:
	@.ci/stage "Chromium for the browser tests" .ci/need-chromium
	@.ci/stage "coturn for the tests of calls" .ci/need-coturn
	@.ci/stage "Redis for the tests of several servers" .ci/need-redis
	@.ci/stage "HAProxy for the tests of several servers" .ci/need-haproxy
	@.ci/stage "libfaketime for servers with a wrong clock" .ci/need-faketime
	@.ci/stage "web client: packages" $(MAKE) -s $(NODE_MODULES)
	@.ci/stage "web client: format, linter, types" $(NPM) run check
	@.ci/stage "web client: unit tests" $(NPM) test
	@.ci/stage "web client: build" $(MAKE) -s $(STAMPS)/web-client
	@.ci/stage "web client: size budgets" $(NPM) run size
	@rm -rf target/classes/web
	@.ci/stage "server: compiler, linter, format, tests, jar" $(MVN) verify
	@.ci/stage "faults: a short run of each program" $(FAULTS) --brief --beside 3 --folder target/faults-brief
	@.ci/stage "browser tests: the built files alone" $(NPM) run e2e
	@.ci/stage "browser tests: people in the demo city, and people in calls" \
		.ci/both ".ci/people live 1/2 && .ci/people call 2/2" ".ci/people live 2/2 && .ci/people call 1/2"
	@.ci/stage "browser tests: people at different servers, calls through a relay, and at Jitsi" \
		.ci/both "E2E=cluster .ci/with-jdk .ci/with-cluster $(NPM) run e2e" \
		".ci/with-turn .ci/people relay && .ci/with-jdk .ci/with-jitsi .ci/people jitsi"
	@E2E=crowd .ci/stage "browser tests: typing beside two hundred calls" .ci/with-jdk .ci/with-demo-city .ci/with-calls $(NPM) run e2e

.PHONY: test-long
test-long: ## the tests tagged `long` (simulated days, a PostgreSQL that is away for 30 s and the like)
	@.ci/stage "server: long tests" $(MVN) test -Dgroups=long -DexcludedGroups=

.PHONY: bench
bench: $(JAR) ## durable messages, signals, a second server and more against their goals, into target/bench/*.json (ARGS="…" are passed on)
	@.ci/need-redis
	@$(MVN) -q test-compile
	@exec .ci/with-jdk java $(JAVA_FLAGS) -cp target/test-classes:$(JAR) org.indiretta.bench.Bench $(ARGS)

.PHONY: faults
faults: $(JAR) ## break everything that can break, into target/faults/report.json (ARGS="--only kill-node --seed 3")
	@.ci/need-redis
	@.ci/need-haproxy
	@.ci/need-faketime
	@$(MVN) -q test-compile
	@exec $(FAULTS) $(ARGS)

.PHONY: format
format: $(NODE_MODULES) ## format everything in place
	@$(MVN) -q spotless:apply
	@$(NPM) run format

.PHONY: clean
clean: ## remove what was built; downloads and data stay
	@rm -rf target $(WEB)/dist

$(NODE_MODULES): $(WEB_MANIFESTS)
	@$(NPM) ci --loglevel=error
	@touch $@

$(STAMPS)/web-client: $(NODE_MODULES) $(WEB_SOURCES)
	@$(NPM) run -s build
	@mkdir -p $(STAMPS) && touch $@

$(JAR): $(JAVA_SOURCES) $(STAMPS)/web-client
	@rm -rf target/classes/web
	@$(MVN) -q package -Dmaven.test.skip=true
	@touch $@
