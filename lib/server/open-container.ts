import { createApiTokenRows } from "@/db/api-tokens";
import { closeDatabase, databaseFile } from "@/db/client";
import { createPackableTurns } from "@/db/packable-turns";
import { createProgramRequestRows } from "@/db/program-requests";
import { createSearchIndex } from "@/db/search";
import packageJson from "@/package.json";
import { createAccess } from "./access-rules";
import { openBackups } from "./backup/backups";
import { connectModels } from "./connect-models";
import { createConversations } from "./conversations";
import { createData } from "./data";
import { createEstimate } from "./estimates";
import { type Ground, openGround } from "./ground";
import { keepHouse } from "./housekeeping";
import { listJudges } from "./judge-records";
import { createRunningCalls } from "./mcp/running-calls";
import { createMcpServers, type McpServers } from "./mcp-servers";
import { isOwnAddress } from "./own-address";
import { ownData } from "./own-data";
import { createProgramRequests, type ProgramRequests } from "./program-requests";
import { createProgramTurns } from "./program-turns";
import { createPrograms } from "./programs";
import { createReaderCheck } from "./reader-check";
import { createRevokedSessions } from "./revoked-sessions";
import { createSearchEngines } from "./search-engines";
import { createSecrets } from "./secrets";
import { openSeeing } from "./seeing";
import { goOnByThemselves } from "./self-continue";
import { createSettings } from "./settings";
import { createTokens, type Tokens } from "./tokens";
import { openTransfer } from "./transfer/open-transfer";
import { turnPortsOf } from "./turn-ports";
import { createTurns } from "./turns";
import { createViewers } from "./viewers";
import { openWebResearch, type WebResearch } from "./web-research";

export type Container = ReturnType<typeof openContainer>;

/** Opens the data folder, closes what an earlier process left running, and wires all parts of the server together. */
export function openContainer(variables: Readonly<Record<string, string | undefined>>) {
  const ground = openGround(variables);
  const { env, db, clock, newId, masterKey, settingRows } = ground;
  const revoked = createRevokedSessions(settingRows, clock);
  const { password, host: boundHost, allowedHosts } = env;
  const access = createAccess({ password, boundHost, allowedHosts, masterKey, revoked, clock, newId });
  const connections = connectModels(ground);
  const { version } = packageJson;
  const { searchEngines, mcpServers } = openToolServices(ground, connections, version);
  const tokenRows = createApiTokenRows(db);
  tokenRows.purgeRevoked();
  const tokens = createTokens({ rows: tokenRows, clock, newId });
  const programs = createPrograms({ access, tokens });
  const research = openWebResearch(ground, { searchWeb: searchEngines.searchWeb, version });
  const work = openWork({ ...ground, tokens, mcpServers }, connections, research);
  const { providers, panels, catalog } = connections;
  const { turns, conversations, calls } = work;
  const settings = createSettings({
    rows: settingRows,
    databaseFile: databaseFile(ground.dataFolder),
    version,
    passwordOn: password !== null,
  });
  const backups = openBackups(ground, turns);
  const data = createData({ backups, db, clock, settings: settingRows, turns, panels, providers, catalog });
  const estimate = createEstimate({
    panels,
    calls,
    priceOf: (model) => catalog.priceOf(model),
    turnsOf: (conversationId) => conversations.view(conversationId).turns,
    demoPace: env.demoPace,
  });
  const transfer = openTransfer(ground, { ...work, panels, settings, version });
  const seeing = openSeeing({ ...ground, version, ...work, upstream: connections.upstream });
  const judges = () => listJudges(calls, (model) => catalog.labelOf(model));
  return {
    ...ground,
    version,
    access,
    mayGoOnReading: createReaderCheck({ access, turns }),
    settings,
    searchEngines,
    data,
    backups,
    transfer,
    estimate,
    judges,
    tokens,
    programs,
    mcpServers,
    mcpCalls: createRunningCalls(),
    ...connections,
    ...work,
    ...seeing,
    close: () => {
      seeing.close();
      work.close();
    },
  };
}

function programPorts(programRequests: ProgramRequests) {
  return { programRequestOf: (turnId: string) => programRequests.requestOf(turnId) };
}

/** The search engines and MCP servers that people added; no log tells their keys, nor those of providers. */
function openToolServices(ground: Ground, { providers }: ReturnType<typeof connectModels>, version: string) {
  const { env, settingRows: rows, masterKey, clock } = ground;
  const secrets = createSecrets(masterKey);
  const searchEngines = createSearchEngines({ rows, secrets, fromEnvironment: env.search });
  const place = { port: env.port, boundHost: env.host, allowedHosts: env.allowedHosts };
  const isOwn = (address: string) => isOwnAddress(address, place);
  const mcpServers = createMcpServers({ rows, secrets, clock, version, isOwn });
  const providerKeys = () => providers.connected().map((provider) => provider.apiKey);
  ground.redaction.know(() => [...providerKeys(), ...searchEngines.keys(), ...mcpServers.keys()]);
  return { searchEngines, mcpServers };
}

/** Everything around turns: the log, the turns that run, the conversations they are in. */
function openWork(
  ground: Ground & { tokens: Tokens; mcpServers: McpServers },
  { panels, models, catalog }: ReturnType<typeof connectModels>,
  research: WebResearch,
) {
  const { db, clock, newId, tokens, mcpServers: mcp } = ground;
  const { ownership, conversationRows, recording, interrupted } = ownData(ground, {
    onLost: () => turns.abandon(),
    isProcess: true,
  });
  const { epoch } = ownership;
  const { live, turnRows } = recording;
  const programRequests = createProgramRequests(createProgramRequestRows(db));

  const turns = createTurns({
    ...recording,
    conversationRows,
    epoch,
    tokens,
    panelOf: (panelId) => panels.get(panelId),
    rememberPanel: (panelId) => panels.rememberLast(panelId),
    providerOf: (model) => catalog.find(model)?.providerId ?? null,
    programRequests,
    ports: turnPortsOf(ground, { models, catalog }, { ...research.ports, ...programPorts(programRequests), mcp }),
  });
  const conversations = createConversations({ rows: conversationRows, turnRows, turns, clock, newId });
  const programTurns = createProgramTurns({ turns, turnRows, conversationRows, clock, newId });
  void goOnByThemselves(interrupted, { turns, log: recording.log, ground, models, catalog });
  const leaving = new AbortController();
  void keepHouse(
    {
      ...recording,
      packable: createPackableTurns(db),
      searchIndex: createSearchIndex(db),
      removeExpired: programTurns.sweep,
    },
    leaving.signal,
  );

  /** Ends the streams and closes what runs as interrupted; new turns are refused. */
  function shutDown(): void {
    // Nobody waits for a locked database while the process has seconds to end in.
    db.$client.pragma("busy_timeout = 250");
    leaving.abort();
    turns.shutDown();
  }

  /** Ends the reading threads, leaves the data folder to the next process, and closes the database. Nothing works afterwards. */
  function close(): void {
    leaving.abort();
    research.close();
    ownership.release();
    closeDatabase(db);
  }

  return {
    epoch,
    calls: recording.calls,
    turns,
    conversations,
    programTurns,
    programRequests,
    ...createViewers({ log: recording.log, live, turns }, leaving.signal),
    shutDown,
    close,
  };
}
