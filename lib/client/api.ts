import type { Appearance, AskInput, ConversationPatch, EstimateInput, JudgeInput } from "@/lib/core/api";
import type { ProviderInput, ProviderPatch } from "@/lib/core/api-providers";
import type { PanelInput } from "@/lib/core/panel";
import type { Decision } from "@/lib/core/ruling";
import { listOf } from "./checks";
import { command, request } from "./request";
import * as shapes from "./shapes";

/** A ruling as it is sent; the names are checked by the server. */
export type RulingPatch = {
  verdictId: string;
  pointId: string;
  ruling: { pointId: string; decision: Decision; panelistIds: readonly string[] } | null;
};

/** Every route of the app API. All throw ProblemError. */

export function listConversations(query: { q?: string; cursor?: string | null }, signal?: AbortSignal) {
  const search = new URLSearchParams();
  if (query.q) search.set("q", query.q);
  if (query.cursor) search.set("cursor", query.cursor);
  const suffix = search.size > 0 ? `?${search}` : "";
  return request(`/api/conversations${suffix}`, shapes.conversationPage, { signal });
}

export function createConversation(title = "") {
  return request("/api/conversations", shapes.conversationSummary, { method: "POST", body: { title } });
}

export function readConversation(conversationId: string, signal?: AbortSignal) {
  return request(`/api/conversations/${conversationId}`, shapes.conversationView, { signal });
}

export function patchConversation(conversationId: string, patch: ConversationPatch) {
  return request(`/api/conversations/${conversationId}`, shapes.conversationSummary, { method: "PATCH", body: patch });
}

export function deleteConversation(conversationId: string) {
  return command(`/api/conversations/${conversationId}`, { method: "DELETE" });
}

/** Asks; the same `idempotencyKey` twice gives the same turn. */
export function startTurn(conversationId: string, body: AskInput, idempotencyKey: string) {
  return request(`/api/conversations/${conversationId}/turns`, shapes.accepted, {
    method: "POST",
    body,
    headers: { "idempotency-key": idempotencyKey },
  });
}

export function readTurn(turnId: string, signal?: AbortSignal) {
  return request(`/api/turns/${turnId}`, shapes.turnState, { signal });
}

export function stopTurn(turnId: string) {
  return command(`/api/turns/${turnId}/stop`, { method: "POST" });
}

export function stopPanelist(turnId: string, panelistId: string) {
  return command(`/api/turns/${turnId}/panelists/${panelistId}/stop`, { method: "POST" });
}

export function retryPanelist(turnId: string, panelistId: string) {
  return command(`/api/turns/${turnId}/panelists/${panelistId}/retry`, { method: "POST" });
}

/** Asks the whole panel of a turn that one model answered alone. */
export function askPanel(turnId: string) {
  return command(`/api/turns/${turnId}/panel`, { method: "POST" });
}

/** Goes on with an interrupted turn: what is finished is kept, the rest is asked for again. */
export function continueTurn(turnId: string) {
  return command(`/api/turns/${turnId}/continue`, { method: "POST" });
}

/** A new verdict; while the panel still writes, and without wishes, one from the answers that are there. */
export function judgeAgain(turnId: string, wish: JudgeInput) {
  return command(`/api/turns/${turnId}/verdicts`, { method: "POST", body: wish });
}

/** Makes a verdict the one that counts; gives the turn with it. */
export function chooseVerdict(turnId: string, currentVerdictId: string) {
  return request(`/api/turns/${turnId}`, shapes.turnState, { method: "PATCH", body: { currentVerdictId } });
}

/** A person's word on a point, null = taken back; gives the turn with it. */
export function rulePoint(turnId: string, ruling: RulingPatch) {
  return request(`/api/turns/${turnId}`, shapes.turnState, { method: "PATCH", body: { ruling } });
}

/** Asks the panelists of one contradiction about it. */
export function askRebuttal(turnId: string, about: { verdictId: string; pointId: string }) {
  return command(`/api/turns/${turnId}/rebuttals`, { method: "POST", body: about });
}

export function listPanels(signal?: AbortSignal) {
  return request("/api/panels", shapes.panelList, { signal });
}

export function createPanel(panel: PanelInput) {
  return request("/api/panels", shapes.savedPanel, { method: "POST", body: panel });
}

export function replacePanel(panelId: string, panel: PanelInput) {
  return request(`/api/panels/${panelId}`, shapes.savedPanel, { method: "PUT", body: panel });
}

export function deletePanel(panelId: string) {
  return command(`/api/panels/${panelId}`, { method: "DELETE" });
}

/** Undoes a delete. */
export function restorePanel(panelId: string) {
  return request(`/api/panels/${panelId}`, shapes.savedPanel, { method: "PATCH", body: { deleted: false } });
}

export function reorderPanels(panelIds: readonly string[]) {
  return request("/api/panels", shapes.panelList, { method: "PATCH", body: { panelIds } });
}

export function readModels(signal?: AbortSignal) {
  return request("/api/models", shapes.modelCatalog, { signal });
}

export function listProviders(signal?: AbortSignal) {
  return request("/api/providers", listOf(shapes.providerView), { signal });
}

export function createProvider(provider: ProviderInput) {
  return request("/api/providers", shapes.providerView, { method: "POST", body: provider });
}

export function patchProvider(providerId: string, patch: ProviderPatch) {
  return request(`/api/providers/${providerId}`, shapes.providerView, { method: "PATCH", body: patch });
}

export function deleteProvider(providerId: string) {
  return command(`/api/providers/${providerId}`, { method: "DELETE" });
}

export function testProvider(providerId: string) {
  return request(`/api/providers/${providerId}/test`, shapes.providerTest, { method: "POST" });
}

export function readEstimate(input: EstimateInput, signal?: AbortSignal) {
  return request("/api/estimate", shapes.estimate, { method: "POST", body: input, signal });
}

export function readSettings(signal?: AbortSignal) {
  return request("/api/settings", shapes.settingsView, { signal });
}

export function patchSettings(patch: Partial<Appearance>) {
  return request("/api/settings", shapes.settingsView, { method: "PATCH", body: patch });
}

export function signIn(password: string) {
  return command("/api/sign-in", { method: "POST", body: { password } });
}

export function signOut() {
  return command("/api/sign-out", { method: "POST" });
}

export function deleteEverything() {
  return command("/api/data", { method: "DELETE", body: { confirm: "delete everything" } });
}
