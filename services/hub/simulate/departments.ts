/** A body of the province itself: number in the simulated agency code, names, and what it belongs to. */
export interface Department {
  readonly number: string;
  readonly name: string;
  readonly nameEn: string;
  /** Number of the department it is part of; absent: of the province directly. */
  readonly within?: string;
}

/** The one-stop centre: dossiers of the departments are handed in there. */
export const ONE_STOP_CENTRE = '22';

/** The departments that letter 15090/UBND-VP names, and the usual others of 2022. The numbers are simulated. */
export const DEPARTMENTS: readonly Department[] = [
  { number: '01', name: 'Văn phòng UBND tỉnh', nameEn: "Office of the People's Committee" },
  { number: '02', name: 'Sở Thông tin và Truyền thông', nameEn: 'Department of Information and Communications' },
  { number: '03', name: 'Sở Nội vụ', nameEn: 'Department of Home Affairs' },
  { number: '04', name: 'Sở Tư pháp', nameEn: 'Department of Justice' },
  { number: '05', name: 'Sở Tài chính', nameEn: 'Department of Finance' },
  { number: '06', name: 'Sở Kế hoạch và Đầu tư', nameEn: 'Department of Planning and Investment' },
  { number: '07', name: 'Sở Công Thương', nameEn: 'Department of Industry and Trade' },
  {
    number: '08',
    name: 'Sở Nông nghiệp và Phát triển nông thôn',
    nameEn: 'Department of Agriculture and Rural Development',
  },
  { number: '09', name: 'Sở Giao thông vận tải', nameEn: 'Department of Transport' },
  { number: '10', name: 'Sở Xây dựng', nameEn: 'Department of Construction' },
  { number: '11', name: 'Sở Tài nguyên và Môi trường', nameEn: 'Department of Natural Resources and Environment' },
  {
    number: '12',
    name: 'Sở Lao động - Thương binh và Xã hội',
    nameEn: 'Department of Labour, Invalids and Social Affairs',
  },
  { number: '13', name: 'Sở Văn hóa và Thể thao', nameEn: 'Department of Culture and Sports' },
  { number: '14', name: 'Sở Du lịch', nameEn: 'Department of Tourism' },
  { number: '15', name: 'Sở Khoa học và Công nghệ', nameEn: 'Department of Science and Technology' },
  { number: '16', name: 'Sở Giáo dục và Đào tạo', nameEn: 'Department of Education and Training' },
  { number: '17', name: 'Sở Y tế', nameEn: 'Department of Health' },
  { number: '18', name: 'Sở Ngoại vụ', nameEn: 'Department of Foreign Affairs' },
  { number: '19', name: 'Thanh tra tỉnh', nameEn: 'Provincial Inspectorate' },
  { number: '20', name: 'Ban Dân tộc', nameEn: 'Committee for Ethnic Minority Affairs' },
  { number: '21', name: 'Ban Quản lý các khu công nghiệp', nameEn: 'Industrial Zones Authority' },
  {
    number: ONE_STOP_CENTRE,
    name: 'Trung tâm Phục vụ hành chính công tỉnh',
    nameEn: 'Provincial Public Administration Service Centre',
    within: '01',
  },
  { number: '23', name: 'Công an tỉnh', nameEn: 'Provincial Police' },
];
