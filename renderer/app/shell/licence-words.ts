import { defineWords } from '../i18n/i18n';

export const licenceWords = defineWords('licences', {
  title: { en: 'Licences of what is built in', zh: '所含软件的许可证' },
  search: { en: 'Search packages and licences', zh: '搜索软件包和许可证' },
  found: {
    en: '{{count}} of {{all}} packages',
    zh: '{{all}} 个软件包中的 {{count}} 个',
  },
  none: { en: 'No package of that name or licence', zh: '没有匹配的软件包或许可证' },
  by: { en: 'by {{author}}', zh: '作者：{{author}}' },
  noText: {
    en: 'The package names its licence and carries no text of it.',
    zh: '该软件包只写明许可证名称，未附全文。',
  },
  chromium: {
    en: 'On the desktop, Electron brings Chromium and Node.js; their licences are in the file LICENSES.chromium.html beside the app.',
    zh: '桌面版中的 Electron 包含 Chromium 和 Node.js，其许可证见程序旁的 LICENSES.chromium.html 文件。',
  },
  hdf5: {
    en: 'HDF5 files are read and written by h5wasm. The National Institute of Standards and Technology (NIST) is the source of that software; it contains the HDF5 library of The HDF Group.',
    zh: 'HDF5 文件由 h5wasm 读写，该软件来自美国国家标准与技术研究院（NIST），其中含有 The HDF Group 的 HDF5 库。',
  },
});
