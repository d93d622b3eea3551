// The small form for the staff: what it may hold.

export interface Details {
  id_number: string;
  name: string;
  unit: string;
}

export const EMPTY: Details = { id_number: "", name: "", unit: "" };

export const FIELDS: { name: keyof Details; label: string; longest: number; hint: string }[] = [
  { name: "id_number", label: "证件号码", longest: 32, hint: "注册时用的证件" },
  { name: "name", label: "姓名", longest: 32, hint: "" },
  { name: "unit", label: "工作单位", longest: 64, hint: "" },
];

export const isEmpty = (details: Details): boolean => FIELDS.every(({ name }) => details[name].trim() === "");
