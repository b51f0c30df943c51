/** Whether the sidebar is folded; a cookie, so that the server draws the page the way it was left. */
export const sidebarCookie = "parley-sidebar";
