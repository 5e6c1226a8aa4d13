/** What agencies write of what hinders them. */
export const OBSTACLES: readonly string[] = [
  'Thiếu máy quét tại bộ phận một cửa, hồ sơ giấy số hóa chậm.',
  'Phần mềm chuyên ngành chưa kết nối với hệ thống của tỉnh, phải nhập dữ liệu hai lần.',
  'Người dân chưa quen nộp hồ sơ và thanh toán trực tuyến.',
  'Biên chế mỏng, một cán bộ kiêm nhiệm nhiều lĩnh vực.',
  'Đường truyền ở các xã xa trung tâm chưa ổn định.',
  'Chưa có hướng dẫn chi tiết của bộ, ngành.',
];

/** What they ask for. */
export const PROPOSALS: readonly string[] = [
  'Đề nghị bổ sung kinh phí mua sắm thiết bị số hóa.',
  'Đề nghị Sở Thông tin và Truyền thông sớm kết nối các phần mềm chuyên ngành.',
  'Đề nghị tổ chức tập huấn cho cán bộ cấp xã.',
  'Đề nghị giảm lệ phí đối với hồ sơ thanh toán trực tuyến.',
  'Đề nghị gia hạn thời gian hoàn thành nhiệm vụ.',
];
