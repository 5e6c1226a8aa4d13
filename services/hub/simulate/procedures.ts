/** A procedure (thủ tục hành chính) of the simulated province. */
export interface ProcedureUnit {
  readonly code: string;
  readonly name: string;
  readonly field: keyof typeof FIELDS;
  readonly level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE';
  /** Number of the department that answers for it, and handles it where level is PROVINCE. */
  readonly department: string;
  /** Time limit in working days; 0: within the day. */
  readonly days: number;
  /** Documents an applicant hands in, the most usual number. */
  readonly components: number;
  /** How willingly people lodge it online, 1 being usual; 0: it is not offered online. */
  readonly online: number;
  readonly fee?: 'AT_RECEIPT' | 'ON_REQUEST';
  /** Who applies: citizens unless said. */
  readonly applicants?: 'BUSINESS' | 'ORGANISATION';
  /** On the list of essential services (project 06). */
  readonly essential?: true;
  /** Run on a ministry's own system. */
  readonly ministryRun?: true;
  /** A notice: it yields no document. */
  readonly noResult?: true;
}

/** Fields (lĩnh vực): names are facts, codes are simulated. */
export const FIELDS = {
  'LV-CT': 'Chứng thực',
  'LV-HT': 'Hộ tịch',
  'LV-DD': 'Đất đai',
  'LV-BD': 'Đăng ký biện pháp bảo đảm',
  'LV-DB': 'Đường bộ',
  'LV-LX': 'Sát hạch, cấp giấy phép lái xe',
  'LV-CR': 'Đăng ký, quản lý cư trú',
  'LV-XC': 'Quản lý xuất nhập cảnh',
  'LV-HK': 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  'LV-DN': 'Thành lập và hoạt động của doanh nghiệp',
  'LV-DT': 'Đầu tư tại Việt nam',
  'LV-LT': 'Lý lịch tư pháp',
  'LV-LS': 'Luật sư',
  'LV-XT': 'Xúc tiến thương mại',
  'LV-LH': 'Lưu thông hàng hóa trong nước',
  'LV-XD': 'Hoạt động xây dựng',
  'LV-VL': 'Việc làm',
  'LV-BT': 'Bảo trợ xã hội',
  'LV-KB': 'Khám bệnh, chữa bệnh',
  'LV-TS': 'Thủy sản',
  'LV-BV': 'Trồng trọt và Bảo vệ thực vật',
  'LV-VB': 'Văn bằng, chứng chỉ',
  'LV-DL': 'Du lịch',
  'LV-NT': 'Nghệ thuật biểu diễn',
  'LV-MT': 'Môi trường',
  'LV-TT': 'Phát thanh, truyền hình và thông tin điện tử',
  'LV-HQ': 'Quản lý nhà nước về hội, quỹ',
  'LV-CS': 'Quản lý công sản',
  'LV-KH': 'Hoạt động khoa học và công nghệ',
  'LV-DA': 'Công tác dân tộc',
  'LV-LA': 'Công tác lãnh sự',
} as const;

type Marks = Pick<ProcedureUnit, 'fee' | 'applicants' | 'essential' | 'ministryRun' | 'noResult'>;

function row(
  code: string,
  level: ProcedureUnit['level'],
  department: string,
  field: ProcedureUnit['field'],
  days: number,
  components: number,
  online: number,
  name: string,
  marks: Marks = {},
): ProcedureUnit {
  return { code, name, field, level, department, days, components, online, ...marks };
}

/**
 * Codes and names are facts of the national list (names cut short); the list is of 2026, so some codes are younger than
 * the simulated years, and levels are those of 2022. Limits that the list gives in calendar days became working days.
 * The order is the order of demand: each is asked for less than the one before it.
 */
export const PROCEDURES: readonly ProcedureUnit[] = [
  row('2.000815', 'COMMUNE', '04', 'LV-CT', 0, 2, 0.35, 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', {
    fee: 'AT_RECEIPT',
  }),
  row('1.011441', 'PROVINCE', '11', 'LV-BD', 3, 4, 0.9, 'Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất', {
    fee: 'AT_RECEIPT',
  }),
  row('1.004873', 'COMMUNE', '04', 'LV-HT', 3, 2, 1.1, 'Cấp Giấy xác nhận tình trạng hôn nhân', { essential: true }),
  row('1.001193', 'COMMUNE', '04', 'LV-HT', 1, 3, 1.2, 'Đăng ký khai sinh', { essential: true }),
  row(
    '1.012787',
    'PROVINCE',
    '11',
    'LV-DD',
    8,
    6,
    0.7,
    'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất cho người nhận chuyển nhượng',
    { fee: 'ON_REQUEST' },
  ),
  row('2.002288', 'PROVINCE', '09', 'LV-DB', 2, 2, 1.6, 'Cấp, cấp lại Phù hiệu cho xe ô tô kinh doanh vận tải', {
    applicants: 'BUSINESS',
  }),
  row('1.004194', 'COMMUNE', '23', 'LV-CR', 3, 2, 1.5, 'Đăng ký tạm trú', {
    fee: 'AT_RECEIPT',
    essential: true,
    ministryRun: true,
  }),
  row('2.000884', 'COMMUNE', '04', 'LV-CT', 0, 2, 0.3, 'Chứng thực chữ ký trong các giấy tờ, văn bản', {
    fee: 'AT_RECEIPT',
  }),
  row('1.001612', 'DISTRICT', '06', 'LV-HK', 3, 3, 1.2, 'Đăng ký thành lập hộ kinh doanh', {
    fee: 'AT_RECEIPT',
    essential: true,
  }),
  row('3.000333', 'PROVINCE', '04', 'LV-LT', 10, 3, 1.3, 'Cấp Phiếu Lý lịch tư pháp', {
    fee: 'AT_RECEIPT',
    essential: true,
  }),
  row('1.004222', 'COMMUNE', '23', 'LV-CR', 7, 3, 1.4, 'Đăng ký thường trú', {
    fee: 'AT_RECEIPT',
    essential: true,
    ministryRun: true,
  }),
  row('2.001199', 'PROVINCE', '06', 'LV-DN', 3, 5, 1.8, 'Đăng ký thành lập công ty TNHH hai thành viên trở lên', {
    fee: 'AT_RECEIPT',
    applicants: 'BUSINESS',
    ministryRun: true,
  }),
  row('1.000656', 'COMMUNE', '04', 'LV-HT', 1, 2, 1, 'Đăng ký khai tử', { essential: true }),
  row('1.000894', 'COMMUNE', '04', 'LV-HT', 1, 3, 0.8, 'Đăng ký kết hôn', { essential: true }),
  row('1.012783', 'PROVINCE', '11', 'LV-DD', 15, 4, 0.7, 'Cấp đổi Giấy chứng nhận quyền sử dụng đất', {
    fee: 'ON_REQUEST',
  }),
  row('2.000033', 'PROVINCE', '07', 'LV-XT', 1, 2, 1.9, 'Thông báo hoạt động khuyến mại', {
    applicants: 'BUSINESS',
    noResult: true,
  }),
  row('1.009122', 'DISTRICT', '10', 'LV-XD', 15, 5, 0.8, 'Cấp giấy phép xây dựng có thời hạn đối với nhà ở riêng lẻ', {
    fee: 'AT_RECEIPT',
  }),
  row('1.001456', 'PROVINCE', '23', 'LV-XC', 8, 2, 1.5, 'Cấp hộ chiếu phổ thông ở trong nước', {
    fee: 'AT_RECEIPT',
    essential: true,
    ministryRun: true,
  }),
  row('1.014199', 'PROVINCE', '12', 'LV-VL', 10, 7, 1.3, 'Cấp giấy phép lao động đối với người lao động nước ngoài', {
    fee: 'AT_RECEIPT',
    applicants: 'BUSINESS',
  }),
  row('1.001776', 'COMMUNE', '12', 'LV-BT', 10, 3, 0.8, 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng', {
    essential: true,
  }),
  row('2.000720', 'DISTRICT', '06', 'LV-HK', 3, 3, 1.2, 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh', {
    fee: 'AT_RECEIPT',
  }),
  row('3.000348', 'PROVINCE', '09', 'LV-LX', 5, 3, 1.3, 'Cấp lại giấy phép lái xe', {
    fee: 'AT_RECEIPT',
    essential: true,
  }),
  row('2.000635', 'DISTRICT', '04', 'LV-HT', 1, 1, 1.1, 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh', {
    fee: 'AT_RECEIPT',
  }),
  row('1.012275', 'PROVINCE', '17', 'LV-KB', 5, 4, 1.2, 'Đăng ký hành nghề', { fee: 'AT_RECEIPT' }),
  row(
    '1.003650',
    'PROVINCE',
    '08',
    'LV-TS',
    3,
    5,
    0.8,
    'Cấp giấy chứng nhận đăng ký tàu cá, tàu phục vụ nuôi trồng thủy sản',
  ),
  row('1.012784', 'PROVINCE', '11', 'LV-DD', 12, 5, 0.6, 'Tách thửa hoặc hợp thửa đất', { fee: 'ON_REQUEST' }),
  row('3.000465', 'PROVINCE', '16', 'LV-VB', 1, 2, 1.3, 'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc'),
  row('1.001731', 'COMMUNE', '12', 'LV-BT', 3, 3, 0.8, 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội'),
  row('2.000648', 'PROVINCE', '07', 'LV-LH', 15, 6, 1, 'Cấp Giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu', {
    fee: 'AT_RECEIPT',
    applicants: 'BUSINESS',
  }),
  row('1.004614', 'PROVINCE', '14', 'LV-DL', 5, 3, 1.3, 'Cấp lại thẻ hướng dẫn viên du lịch', { fee: 'AT_RECEIPT' }),
  row('1.000703', 'PROVINCE', '09', 'LV-DB', 4, 4, 1.3, 'Cấp Giấy phép kinh doanh vận tải bằng xe ô tô', {
    fee: 'AT_RECEIPT',
    applicants: 'BUSINESS',
  }),
  row('1.013237', 'PROVINCE', '10', 'LV-XD', 6, 6, 1, 'Cấp mới chứng chỉ hành nghề hoạt động xây dựng', {
    fee: 'AT_RECEIPT',
  }),
  row('1.009664', 'PROVINCE', '21', 'LV-DT', 10, 7, 1, 'Cấp Giấy chứng nhận đăng ký đầu tư', {
    applicants: 'BUSINESS',
  }),
  row('1.001653', 'COMMUNE', '12', 'LV-BT', 5, 2, 0.7, 'Đổi, cấp lại Giấy xác nhận khuyết tật'),
  row('1.010727', 'PROVINCE', '11', 'LV-MT', 22, 6, 0.8, 'Cấp giấy phép môi trường (cấp Tỉnh)', {
    fee: 'ON_REQUEST',
    applicants: 'BUSINESS',
  }),
  row(
    '1.004363',
    'PROVINCE',
    '08',
    'LV-BV',
    15,
    4,
    0.8,
    'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
    { fee: 'AT_RECEIPT', applicants: 'BUSINESS' },
  ),
  row('1.000828', 'PROVINCE', '04', 'LV-LS', 15, 5, 0.9, 'Cấp Chứng chỉ hành nghề luật sư', { fee: 'AT_RECEIPT' }),
  row(
    '1.004859',
    'DISTRICT',
    '04',
    'LV-HT',
    3,
    4,
    0.8,
    'Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    { fee: 'AT_RECEIPT' },
  ),
  row('2.001098', 'PROVINCE', '02', 'LV-TT', 10, 5, 1.4, 'Cấp Giấy phép thiết lập trang thông tin điện tử tổng hợp', {
    applicants: 'BUSINESS',
  }),
  row('1.009397', 'PROVINCE', '13', 'LV-NT', 5, 4, 1, 'Tổ chức biểu diễn nghệ thuật', {
    fee: 'AT_RECEIPT',
    applicants: 'BUSINESS',
  }),
  row('1.012929', 'PROVINCE', '03', 'LV-HQ', 60, 6, 0.6, 'Thành lập hội (cấp tỉnh)', { applicants: 'ORGANISATION' }),
  row('1.005429', 'PROVINCE', '05', 'LV-CS', 30, 4, 0, 'Thanh toán chi phí có liên quan đến việc xử lý tài sản công', {
    applicants: 'ORGANISATION',
  }),
  row('1.014460', 'PROVINCE', '15', 'LV-KH', 5, 5, 1, 'Đăng ký kết quả thực hiện nhiệm vụ khoa học và công nghệ', {
    applicants: 'ORGANISATION',
  }),
  row('1.012222', 'PROVINCE', '20', 'LV-DA', 20, 3, 0, 'Công nhận người có uy tín'),
  row('2.002352', 'PROVINCE', '18', 'LV-LA', 5, 3, 0.9, 'Cấp hộ chiếu ngoại giao, hộ chiếu công vụ', {
    fee: 'AT_RECEIPT',
    applicants: 'ORGANISATION',
  }),
];
