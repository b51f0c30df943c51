export { POST } from "@/app/api/v1/responses/route";
