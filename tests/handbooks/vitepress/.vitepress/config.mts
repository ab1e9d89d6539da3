import { defineConfig } from "vitepress"

export default defineConfig({
  title: "Repair evening",
  themeConfig: { sidebar: [
    { text: "Calendar", link: "/calendar" },
    { text: "Thanks", link: "/thanks" },
    { text: "Why we do it", link: "/why" },
    { text: "Our words", link: "/words" },
    { text: "What we mend", link: "/jobs/index" },
    { text: "Brakes", link: "/jobs/brakes" },
    { text: "Chain", link: "/jobs/chain" },
    { text: "Gears", link: "/jobs/gears" },
    { text: "A flat tyre", link: "/jobs/puncture" },
    { text: "Who does what", link: "/people/index" },
    { text: "The guest", link: "/people/guest" },
    { text: "The host", link: "/people/host" },
    { text: "The till", link: "/people/till" },
    { text: "The tool wall", link: "/tools/index" },
    { text: "Floor pump", link: "/tools/pump" },
    { text: "Spanners", link: "/tools/spanner" },
    { text: "Repair stand", link: "/tools/stand" },
  ] },
})
