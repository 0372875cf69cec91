interface DemoEmployee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
}

/** Who sells, and who chases the money, at the trading house in Hamburg. */
export const brooksfleetEmployees = {
  henrike: {
    id: "0198c0de-0000-7000-8000-000000000101",
    name: "Henrike Voss",
    email: "henrike.voss@brooksfleet.example",
    jobTitle: "Head of Sales",
  },
  jonas: {
    id: "0198c0de-0000-7000-8000-000000000102",
    name: "Jonas Petersen",
    email: "jonas.petersen@brooksfleet.example",
    jobTitle: "Key Account Manager, Hotels",
  },
  aylin: {
    id: "0198c0de-0000-7000-8000-000000000103",
    name: "Aylin Demir",
    email: "aylin.demir@brooksfleet.example",
    jobTitle: "Key Account Manager, Retail",
  },
  claire: {
    id: "0198c0de-0000-7000-8000-000000000104",
    name: "Claire Vasseur",
    email: "claire.vasseur@brooksfleet.example",
    jobTitle: "Sales, France and the South",
  },
  tomasz: {
    id: "0198c0de-0000-7000-8000-000000000105",
    name: "Tomasz Wieczorek",
    email: "tomasz.wieczorek@brooksfleet.example",
    jobTitle: "Sales, the North and the East",
  },
  mareike: {
    id: "0198c0de-0000-7000-8000-000000000106",
    name: "Mareike Lüders",
    email: "mareike.lueders@brooksfleet.example",
    jobTitle: "Counter and Private Customers",
  },
  bernd: {
    id: "0198c0de-0000-7000-8000-000000000107",
    name: "Bernd Hinrichsen",
    email: "bernd.hinrichsen@brooksfleet.example",
    jobTitle: "Credit Control",
  },
} as const satisfies Record<string, DemoEmployee>;

/** The people of the wholesaler in Duluth, who all know each other's customers. */
export const cedarForkEmployees = {
  ruth: {
    id: "0198c0de-0000-7000-8000-000000000111",
    name: "Ruth Amundsen",
    email: "ruth@cedarfork.example",
    jobTitle: "Owner",
  },
  dale: {
    id: "0198c0de-0000-7000-8000-000000000112",
    name: "Dale Whitaker",
    email: "dale@cedarfork.example",
    jobTitle: "Sales, Upper Midwest",
  },
  marisol: {
    id: "0198c0de-0000-7000-8000-000000000113",
    name: "Marisol Ortega",
    email: "marisol@cedarfork.example",
    jobTitle: "Sales, West and Mexico",
  },
  priya: {
    id: "0198c0de-0000-7000-8000-000000000114",
    name: "Priya Raman",
    email: "priya@cedarfork.example",
    jobTitle: "Online and Marketplaces",
  },
  walt: {
    id: "0198c0de-0000-7000-8000-000000000115",
    name: "Walt Lindqvist",
    email: "walt@cedarfork.example",
    jobTitle: "Credit and Collections",
  },
} as const satisfies Record<string, DemoEmployee>;

export type EmployeeKey = keyof typeof brooksfleetEmployees | keyof typeof cedarForkEmployees;
