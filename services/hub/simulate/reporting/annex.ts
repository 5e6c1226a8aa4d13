/** Who leads a task of the annex: everybody down to the district or the commune, the districts, or departments by number. */
export type Lead = 'DISTRICT_UP' | 'COMMUNE_UP' | 'DISTRICTS' | readonly string[];

/** A task as far as the simulation needs it to hand out shares of it. */
export interface AnnexTask {
  readonly number: string;
  readonly leads: readonly Lead[];
  /** Local date of the deadline; absent: ongoing, or tied to an event. */
  readonly due?: string;
  readonly product: string;
}

const OFFICE = '01';
const INFORMATION = '02';
const HOME_AFFAIRS = '03';
const JUSTICE = '04';
const FINANCE = '05';
const POLICE = '23';

const row = (number: number, product: string, leads: readonly Lead[], due?: string): AnnexTask => ({
  number: String(number),
  leads,
  product,
  ...(due !== undefined && { due }),
});

/** The 32 tasks of the annex to letter 15090/UBND-VP: leads and deadlines; products in words of the simulation. */
export const ANNEX: readonly AnnexTask[] = [
  row(1, 'Quyết định đơn giản hóa TTHC nội bộ', ['DISTRICT_UP'], '2025-12-31'),
  row(2, 'Báo cáo thẩm định quy định TTHC', [[JUSTICE]]),
  row(3, 'Danh mục TTHC đã công khai; hồ sơ đã đồng bộ', ['DISTRICT_UP'], '2022-12-31'),
  row(4, 'Bộ phận một cửa đã kiện toàn', [[OFFICE], 'DISTRICTS'], '2022-12-31'),
  row(5, 'Biên bản kiểm tra kỷ luật, kỷ cương', ['DISTRICT_UP']),
  row(6, 'Kế hoạch số hóa hồ sơ, kết quả', ['DISTRICT_UP']),
  row(7, 'Kết quả điện tử có giá trị pháp lý', ['DISTRICT_UP']),
  row(8, 'Hệ thống thông tin giải quyết TTHC', [[INFORMATION]]),
  row(9, 'Bản đồ thực thi thể chế đã tích hợp', [[INFORMATION]], '2022-12-31'),
  row(10, 'Báo cáo Bộ chỉ số phục vụ', [[OFFICE]]),
  row(11, 'Kho dữ liệu điện tử của tổ chức, cá nhân', [[INFORMATION]], '2023-03-31'),
  row(12, 'Biên bản kiểm tra an toàn, kết nối dân cư', [[INFORMATION, POLICE]]),
  row(13, 'Quy trình nội bộ, quy trình điện tử', ['DISTRICT_UP']),
  row(14, 'Danh mục dịch vụ công trực tuyến', ['DISTRICT_UP']),
  row(15, 'Biểu mẫu cắt giảm từ 20 %', ['DISTRICT_UP']),
  row(16, 'Dịch vụ công của bộ, ngành đã tích hợp', [[INFORMATION]]),
  row(17, 'Danh sách chậm, muộn công khai hàng tháng', ['DISTRICT_UP']),
  row(18, 'Quy chế lưu trữ điện tử', [[HOME_AFFAIRS]]),
  row(19, 'Hướng dẫn chứng thực bản sao điện tử', [[JUSTICE]], '2022-12-31'),
  row(20, 'Dịch vụ công thiết yếu trên Cổng Quốc gia', ['DISTRICT_UP']),
  row(21, 'Kết nối CSDL dân cư, định danh', [[INFORMATION, POLICE]]),
  row(22, 'Báo cáo đánh giá nguy cơ', [[INFORMATION, POLICE]]),
  row(23, 'Danh mục TTHC ngành dọc tại một cửa', [[OFFICE]]),
  row(24, 'Dữ liệu đã kết nối, chia sẻ', ['DISTRICT_UP']),
  row(25, 'Văn bản, hồ sơ công việc điện tử', ['COMMUNE_UP'], '2023-12-31'),
  row(26, 'Hệ thống thông tin báo cáo tỉnh', [[OFFICE]], '2023-06-30'),
  row(27, 'Phân hệ theo dõi nhiệm vụ', ['DISTRICT_UP'], '2023-06-30'),
  row(28, 'Báo cáo giám sát an toàn thông tin', [[INFORMATION]]),
  row(29, 'Bộ chỉ số điều hành', [[OFFICE]]),
  row(30, 'Báo cáo kết quả Đề án 06', [[POLICE]]),
  row(31, 'Dự toán kinh phí', [[FINANCE]]),
  row(32, 'Báo cáo quý gửi Văn phòng Chính phủ', [[OFFICE]]),
];
