export { DELETE, GET, PATCH, POST, PUT } from "@/app/api/v1/[...path]/route";
