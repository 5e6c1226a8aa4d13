/** A district of 2022 and its communes in the order of their GSO codes. */
export interface DistrictUnit {
  /** The two digits that stand for the district in the simulated agency codes. */
  readonly number: string;
  readonly name: string;
  readonly nameEn: string;
  /** How much work its offices see, against a district of the usual size. */
  readonly load: number;
  readonly communes: readonly string[];
}

/**
 * The 8 districts and 82 communes of Bà Rịa - Vũng Tàu in 2022, as the General Statistics Office lists them (unchanged
 * from 2019 to 2024). Côn Đảo has no commune level. Names are facts; numbers and loads are simulated.
 */
export const DISTRICTS: readonly DistrictUnit[] = [
  {
    number: '31',
    name: 'Thành phố Vũng Tàu',
    nameEn: 'Vung Tau City',
    load: 3,
    communes: [
      'Phường 1',
      'Phường Thắng Tam',
      'Phường 2',
      'Phường 3',
      'Phường 4',
      'Phường 5',
      'Phường Thắng Nhì',
      'Phường 7',
      'Phường Nguyễn An Ninh',
      'Phường 8',
      'Phường 9',
      'Phường Thắng Nhất',
      'Phường Rạch Dừa',
      'Phường 10',
      'Phường 11',
      'Phường 12',
      'Xã Long Sơn',
    ],
  },
  {
    number: '32',
    name: 'Thành phố Bà Rịa',
    nameEn: 'Ba Ria City',
    load: 2,
    communes: [
      'Phường Phước Hưng',
      'Phường Phước Hiệp',
      'Phường Phước Nguyên',
      'Phường Long Toàn',
      'Phường Long Tâm',
      'Phường Phước Trung',
      'Phường Long Hương',
      'Phường Kim Dinh',
      'Xã Tân Hưng',
      'Xã Long Phước',
      'Xã Hoà Long',
    ],
  },
  {
    number: '33',
    name: 'Thị xã Phú Mỹ',
    nameEn: 'Phu My Town',
    load: 2,
    communes: [
      'Phường Phú Mỹ',
      'Xã Tân Hoà',
      'Xã Tân Hải',
      'Phường Phước Hoà',
      'Phường Tân Phước',
      'Phường Mỹ Xuân',
      'Xã Sông Xoài',
      'Phường Hắc Dịch',
      'Xã Châu Pha',
      'Xã Tóc Tiên',
    ],
  },
  {
    number: '34',
    name: 'Huyện Châu Đức',
    nameEn: 'Chau Duc District',
    load: 1.2,
    communes: [
      'Xã Bàu Chinh',
      'Thị trấn Ngãi Giao',
      'Xã Bình Ba',
      'Xã Suối Nghệ',
      'Xã Xuân Sơn',
      'Xã Sơn Bình',
      'Xã Bình Giã',
      'Xã Bình Trung',
      'Xã Xà Bang',
      'Xã Cù Bị',
      'Xã Láng Lớn',
      'Xã Quảng Thành',
      'Xã Kim Long',
      'Xã Suối Rao',
      'Xã Đá Bạc',
      'Xã Nghĩa Thành',
    ],
  },
  {
    number: '35',
    name: 'Huyện Xuyên Mộc',
    nameEn: 'Xuyen Moc District',
    load: 1.2,
    communes: [
      'Thị trấn Phước Bửu',
      'Xã Phước Thuận',
      'Xã Phước Tân',
      'Xã Xuyên Mộc',
      'Xã Bông Trang',
      'Xã Tân Lâm',
      'Xã Bàu Lâm',
      'Xã Hòa Bình',
      'Xã Hòa Hưng',
      'Xã Hòa Hiệp',
      'Xã Hòa Hội',
      'Xã Bưng Riềng',
      'Xã Bình Châu',
    ],
  },
  {
    number: '36',
    name: 'Huyện Long Điền',
    nameEn: 'Long Dien District',
    load: 1.4,
    communes: [
      'Thị trấn Long Điền',
      'Thị trấn Long Hải',
      'Xã An Ngãi',
      'Xã Tam Phước',
      'Xã An Nhứt',
      'Xã Phước Tỉnh',
      'Xã Phước Hưng',
    ],
  },
  {
    number: '37',
    name: 'Huyện Đất Đỏ',
    nameEn: 'Dat Do District',
    load: 0.8,
    communes: [
      'Thị trấn Đất Đỏ',
      'Xã Phước Long Thọ',
      'Xã Phước Hội',
      'Xã Long Mỹ',
      'Thị trấn Phước Hải',
      'Xã Long Tân',
      'Xã Láng Dài',
      'Xã Lộc An',
    ],
  },
  {
    number: '38',
    name: 'Huyện Côn Đảo',
    nameEn: 'Con Dao District',
    load: 0.3,
    communes: [],
  },
];
