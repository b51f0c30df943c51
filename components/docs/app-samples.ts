import type { Sample } from "./program-samples";

type Place = { baseUrl: string; model: string; label: string };

/** Editors and chat apps, each in the form of its own settings. */
export function appSamples(place: Place): Sample[] {
  return [continueDev(place), zed(place), cline(place), cursor(place), openWebUi(place)];
}

function continueDev({ baseUrl, model, label }: Place): Sample {
  return {
    id: "continue",
    label: "Continue",
    language: "yaml",
    code: `name: Parley
version: 0.0.1
schema: v1
models:
  - name: ${JSON.stringify(`Parley: ${label}`)}
    provider: openai
    model: ${model}
    apiBase: ${baseUrl}
    apiKey: \${{ secrets.PARLEY_API_KEY }}
    roles: [chat]`,
    note: "In config.yaml. A panel answers questions well; leave editing and autocompletion to a single fast model.",
  };
}

function zed({ baseUrl, model, label }: Place): Sample {
  const available = [
    { name: model, display_name: label, max_tokens: 128_000, capabilities: { tools: true, images: false } },
  ];
  const settings = {
    language_models: { openai_compatible: { parley: { api_url: baseUrl, available_models: available } } },
  };
  return {
    id: "zed",
    label: "Zed",
    language: "json",
    code: JSON.stringify(settings, null, 2),
    note: "In settings.json. Zed asks for the key in its agent settings, or reads it from PARLEY_API_KEY.",
  };
}

function cline({ baseUrl, model }: Place): Sample {
  return {
    id: "cline",
    label: "Cline",
    language: "text",
    code: `API Provider:  OpenAI Compatible
Base URL:      ${baseUrl}
API Key:       your API token
Model ID:      ${model}`,
    note: "In Cline's settings, under API Configuration.",
  };
}

function cursor({ baseUrl, model }: Place): Sample {
  return {
    id: "cursor",
    label: "Cursor",
    language: "text",
    code: `OpenAI API Key:            your API token
Override OpenAI Base URL:  ${baseUrl}
Add model:                 ${model}`,
    note: "In Cursor's settings, under Models. Cursor calls from its own servers, so Parley needs an address that they can reach; localhost is none.",
  };
}

function openWebUi({ baseUrl }: Place): Sample {
  return {
    id: "open-webui",
    label: "Open WebUI",
    language: "sh",
    code: `docker run -d -p 8080:8080 \\
  -e OPENAI_API_BASE_URL=${reachableFromDocker(baseUrl)} \\
  -e OPENAI_API_KEY="$PARLEY_API_KEY" \\
  --add-host=host.docker.internal:host-gateway \\
  ghcr.io/open-webui/open-webui:main`,
    note: "Or in its admin settings, under Connections. All panels and models appear in its list. From a container Parley has another host name: start it with PARLEY_ALLOWED_HOSTS=host.docker.internal, and with HOST and PARLEY_PASSWORD where the container cannot reach this machine's loopback address.",
  };
}

/** Inside a container, localhost is the container. */
function reachableFromDocker(address: string): string {
  return address.replace(/\/\/(?:localhost|127\.0\.0\.1)(?=[:/])/, "//host.docker.internal");
}
