export { POST } from "@/app/api/v1/chat/completions/route";
