import { Validator } from "@cfworker/json-schema";
import type { AnswerFormat } from "@/lib/core/program-request";

const maxProblems = 5;

/** What is wrong with a text in the form that a program wants, in words for a model; empty = nothing. Never throws. */
export function formatProblems(text: string, format: AnswerFormat): string[] {
  const read = parsed(text);
  if (!read) return ["It is not valid JSON."];
  if (format.type === "json_object") {
    const { value } = read;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? [] : ["It is not a JSON object."];
  }
  return schemaProblems(read.value, format.schema);
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function schemaProblems(value: unknown, schema: Record<string, unknown>): string[] {
  try {
    const { valid, errors } = new Validator(schema, "2020-12", false).validate(value);
    if (valid) return [];
    // The library tells each level from the outside in; the innermost errors say what to mend.
    const inner = errors.filter(({ keyword }) => !["properties", "items", "$ref"].includes(keyword));
    return (inner.length > 0 ? inner : errors).slice(-maxProblems).map(problemIn);
  } catch {
    return ["Its schema cannot be followed."];
  }
}

function problemIn({ instanceLocation, error }: { instanceLocation: string; error: string }): string {
  return `At ${instanceLocation === "#" ? "the top" : instanceLocation.slice(1)}: ${error}`;
}

/** Why a schema cannot be used, as a sentence; null = it can. */
export function schemaFault(schema: Record<string, unknown>): string | null {
  try {
    new Validator(schema, "2020-12", false).validate({});
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : "It is not a JSON Schema.";
  }
}
