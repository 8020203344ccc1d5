# syntax=docker/dockerfile:1
# Three stages: the web client, the jar with the web client inside, and an image that holds a Java runtime and that jar.

FROM node:20.20.2-bookworm-slim AS web-client
WORKDIR /src/web-client
COPY web-client/ ./
RUN npm ci --loglevel=error && npm run -s build

FROM maven:3.9.11-eclipse-temurin-25 AS jar
WORKDIR /src
COPY pom.xml ./
COPY .mvn/ .mvn/
COPY src/main/ src/main/
COPY --from=web-client /src/web-client/dist/ web-client/dist/
RUN mvn -B -ntp -q package -Dmaven.test.skip=true

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN groupadd --system --gid 10001 indiretta \
 && useradd --system --uid 10001 --gid indiretta --home-dir /data --shell /usr/sbin/nologin indiretta \
 && install -d -o indiretta -g indiretta -m 0700 /data /erasures
COPY --from=jar --chmod=0444 /src/target/indiretta.jar /opt/indiretta/indiretta.jar
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV INDIRETTA_DATA_DIR=/data \
    INDIRETTA_HTTP_HOST=0.0.0.0
# 8080 for people. The management port (8081, metrics) listens on the loopback address unless it is told otherwise.
EXPOSE 8080
STOPSIGNAL SIGTERM
# The image has no curl and needs none: bash opens the connection itself. The management port never speaks HTTPS.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${INDIRETTA_MANAGEMENT_PORT:-8081} && printf 'GET /livez HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 2 line <&3 && [[ $line == *' 200 '* ]]"]
# Half of the container's memory for the heap: the rest is for sockets, threads and, on a single node, PostgreSQL.
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/indiretta/indiretta.jar"]
CMD ["serve"]
