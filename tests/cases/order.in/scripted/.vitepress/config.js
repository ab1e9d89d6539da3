export default { themeConfig: { sidebar: [{ text: "Sow", link: "/sow" }, { text: "Reap", link: "/reap" }] } }
